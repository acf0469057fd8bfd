// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// The way between a folded text and its original: only the places where lengths differ are stored.
///
/// Between two changes the texts run in step. Every question is answered by one binary search, for any offset: one
/// beyond the text is taken as its end, one inside a changed character as that character.
struct OffsetMap: Sendable, Equatable {
    /// One place where the folded text is longer or shorter than the original.
    struct Change: Sendable, Equatable {
        /// Where it starts in the folded text, and how many bytes it has there; 0 for what was removed.
        var folded: Int
        var foldedCount: Int
        /// Where it starts in the original, and how many bytes it has there.
        var original: Int
        var originalCount: Int

        var foldedEnd: Int { folded + foldedCount }
        var originalEnd: Int { original + originalCount }
    }

    /// In text order; at one folded offset there is at most one removal, and it comes first.
    private(set) var changes: [Change]

    init(_ changes: [Change] = []) {
        self.changes = changes
    }

    /// The original bytes that a span of the folded text stands for; what was removed at its edges stays outside.
    ///
    /// Monotone: a span that starts or ends later never maps to one that starts or ends earlier.
    func originalSpan(of span: ByteSpan) -> ByteSpan {
        let end = originalEnd(of: span.end)
        return span.isEmpty ? ByteSpan(end, end) : ByteSpan(originalStart(of: span.start), end)
    }

    /// The smallest span of the folded text that stands for a span of the original.
    func foldedSpan(of span: ByteSpan) -> ByteSpan {
        let start = foldedStart(of: span.start)
        // Of an empty span where something was inserted the end lies before the start.
        return ByteSpan(start, max(start, foldedEnd(of: span.end)))
    }

    private func originalStart(of offset: Int) -> Int {
        guard let change = lastChange(where: { $0.folded <= offset }) else { return offset }
        return offset < change.foldedEnd ? change.original : change.originalEnd + (offset - change.foldedEnd)
    }

    private func originalEnd(of offset: Int) -> Int {
        guard let change = lastChange(where: { $0.folded < offset }) else { return offset }
        return offset < change.foldedEnd ? change.originalEnd : change.originalEnd + (offset - change.foldedEnd)
    }

    private func foldedStart(of offset: Int) -> Int {
        guard let change = lastChange(where: { $0.original <= offset }) else { return offset }
        return offset < change.originalEnd ? change.folded : change.foldedEnd + (offset - change.originalEnd)
    }

    private func foldedEnd(of offset: Int) -> Int {
        guard let change = lastChange(where: { $0.original < offset }) else { return offset }
        return offset < change.originalEnd ? change.foldedEnd : change.foldedEnd + (offset - change.originalEnd)
    }

    /// The last change for which `isBefore` holds; it holds for a leading part of them.
    private func lastChange(where isBefore: (Change) -> Bool) -> Change? {
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if isBefore(changes[middle]) { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : changes[low - 1]
    }
}
