// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A text with its escapes of one kind undone, and the way back to the bytes they were read from.
///
/// Only escapes that give valid UTF-8 are undone; everything else stays as it is.
struct UnescapedText {
    /// One escape: what it became, and where it stood.
    private struct Change {
        let decoded: Range<Int>
        let source: Range<Int>
    }

    private(set) var utf8: [UInt8] = []
    private var changes: [Change] = []

    /// Undoes what `escape` recognises at a place that begins with one of `markers`: the characters meant and the bytes
    /// used, or `nil`.
    ///
    /// `nil` if there is nothing to undo.
    init?(_ text: [UInt8], markers: [UInt8], escape: ([UInt8], Int) -> (utf8: [UInt8], count: Int)?) {
        var copied = 0
        var index = 0
        while let next = Self.next(of: markers, in: text, from: index) {
            guard let found = escape(text, next) else {
                index = next + 1
                continue
            }
            utf8 += text[copied..<next]
            let start = utf8.count
            utf8 += found.utf8
            changes.append(Change(decoded: start..<utf8.count, source: next..<next + found.count))
            index = next + found.count
            copied = index
        }
        if changes.isEmpty { return nil }
        utf8 += text[copied...]
    }

    private static func next(of markers: [UInt8], in text: [UInt8], from start: Int) -> Int? {
        guard let first = markers.first, let last = markers.last else { return nil }
        // There are one or two: most texts hold neither, and are read to their end.
        return text[start...].firstIndex { $0 == first || $0 == last || markers.count > 2 && markers.contains($0) }
    }

    /// The source bytes of a range, each escape whole; `nil` for a range without escapes, which reads the same in the
    /// text itself.
    func source(of range: Range<Int>) -> Range<Int>? {
        let first = changes.partitioningIndex { $0.decoded.upperBound > range.lowerBound }
        let after = changes.partitioningIndex { $0.decoded.lowerBound >= range.upperBound }
        guard first < after else { return nil }
        return start(of: range.lowerBound)..<end(of: range.upperBound)
    }

    private func start(of offset: Int) -> Int {
        let next = changes.partitioningIndex { $0.decoded.lowerBound > offset }
        guard next > 0 else { return offset }
        let change = changes[next - 1]
        if offset < change.decoded.upperBound { return change.source.lowerBound }
        return change.source.upperBound + offset - change.decoded.upperBound
    }

    private func end(of offset: Int) -> Int {
        let next = changes.partitioningIndex { $0.decoded.lowerBound >= offset }
        guard next > 0 else { return offset }
        let change = changes[next - 1]
        if offset <= change.decoded.upperBound { return change.source.upperBound }
        return change.source.upperBound + offset - change.decoded.upperBound
    }
}

extension Array {
    /// The first index whose element satisfies `predicate`, if it holds for an end of the array and nothing before.
    fileprivate func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if predicate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
