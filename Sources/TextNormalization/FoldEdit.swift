// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// One character of a folded text that another is to stand for.
struct FoldEdit: Equatable {
    /// Where the character starts in the folded text, and its length in bytes.
    let offset: Int
    let count: Int
    /// The UTF-8 of what replaces it.
    let text: [UInt8]

    /// How much longer the text gets.
    fileprivate var growth: Int { text.count - count }
}

extension OffsetMap {
    /// The folded text with `edits` made (in text order, not overlapping), and its way back to the same original.
    func applying(_ edits: [FoldEdit], to folded: [UInt8]) -> (folded: [UInt8], map: OffsetMap) {
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
    private func adding(_ edits: [FoldEdit]) -> [Change] {
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
    private func moved(_ changes: [Change], by edits: [FoldEdit]) -> [Change] {
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
