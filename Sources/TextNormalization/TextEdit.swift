// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// A stretch of a text that other bytes are to stand for.
package struct TextEdit: Equatable, Sendable {
    /// Where the stretch starts in the text, and its length in bytes.
    package let offset: Int
    package let count: Int
    /// The UTF-8 of what replaces it; empty for what is only removed.
    package let text: [UInt8]

    package init(offset: Int, count: Int, text: [UInt8]) {
        self.offset = offset
        self.count = count
        self.text = text
    }

    package init(_ range: Range<Int>, _ text: [UInt8]) {
        self.init(offset: range.lowerBound, count: range.count, text: text)
    }

    /// Where the stretch ends.
    package var end: Int { offset + count }

    /// The stretch.
    package var span: ByteSpan { ByteSpan(offset, end) }

    /// How much longer the text gets.
    fileprivate var growth: Int { text.count - count }
}

extension OffsetMap {
    /// A text with `edits` made (in text order, not overlapping), and its way back: whatever lies inside an edit stands
    /// for the whole stretch that was edited.
    static func making(_ edits: [TextEdit], in text: [UInt8]) -> (text: [UInt8], map: OffsetMap) {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var changes: [Change] = []
        var copied = 0
        for edit in edits {
            output += text[copied..<edit.offset]
            copied = edit.offset + edit.count
            if edit.text.isEmpty, let last = changes.last, last.foldedCount == 0, last.originalEnd == edit.offset {
                changes[changes.count - 1].originalCount += edit.count
            } else {
                changes.append(
                    .init(
                        folded: output.count, foldedCount: edit.text.count, original: edit.offset,
                        originalCount: edit.count))
            }
            output += edit.text
        }
        output += text[copied...]
        return (output, OffsetMap(changes))
    }
}

extension OffsetMap {
    /// The folded text with `edits` made (in text order, not overlapping), and its way back to the same original.
    func applying(_ edits: [TextEdit], to folded: [UInt8]) -> (folded: [UInt8], map: OffsetMap) {
        var output: [UInt8] = []
        output.reserveCapacity(folded.count)
        var copied = 0
        for edit in edits {
            output += folded[copied..<edit.offset]
            output += edit.text
            copied = edit.offset + edit.count
        }
        output += folded[copied...]
        return (output, OffsetMap(moved(adding(edits), by: edits)))
    }

    /// The changes, with one more for each edit that alters the length of a character that was copied as it was.
    private func adding(_ edits: [TextEdit]) -> [Change] {
        var all: [Change] = []
        var next = 0
        for edit in edits where edit.growth != 0 {
            while next < changes.count, changes[next].foldedEnd <= edit.offset {
                all.append(changes[next])
                next += 1
            }
            if next < changes.count, changes[next].folded <= edit.offset { continue }
            let original = all.last.map { $0.originalEnd + edit.offset - $0.foldedEnd } ?? edit.offset
            all.append(
                .init(folded: edit.offset, foldedCount: edit.count, original: original, originalCount: edit.count))
        }
        return all + changes[next...]
    }

    /// The changes at the places that they have once the edits before and inside them are made.
    private func moved(_ changes: [Change], by edits: [TextEdit]) -> [Change] {
        var next = 0
        var shift = 0
        return changes.map { change in
            while next < edits.count, edits[next].offset < change.folded {
                shift += edits[next].growth
                next += 1
            }
            var moved = change
            moved.folded += shift
            while next < edits.count, edits[next].offset < change.foldedEnd {
                shift += edits[next].growth
                moved.foldedCount += edits[next].growth
                next += 1
            }
            return moved
        }
    }
}
