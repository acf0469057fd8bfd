// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Where a text became longer or shorter by restoring it, so that offsets into it can move along. Counts code points.
struct TextShifts: Sendable {
    private struct Change {
        /// The token as the model wrote it.
        let old: Range<Int>
        /// Where the value ends in the new text.
        let newEnd: Int
    }

    private var changes: [Change] = []
    private var oldCount = 0
    private var newCount = 0

    /// Text that stayed.
    mutating func pass(_ bytes: some Sequence<UInt8>) {
        let count = Self.count(bytes)
        oldCount += count
        newCount += count
    }

    /// A token that was restored.
    mutating func replace(_ token: some Sequence<UInt8>, by value: some Sequence<UInt8>) {
        let end = oldCount + Self.count(token)
        newCount += Self.count(value)
        changes.append(Change(old: oldCount..<end, newEnd: newCount))
        oldCount = end
    }

    /// Where an offset into the old text stands in the new one; one within a token, after its value.
    func moved(_ offset: Int) -> Int {
        var (low, high) = (0, changes.count)
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].old.lowerBound < offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return offset }
        let change = changes[low - 1]
        return change.newEnd + max(0, offset - change.old.upperBound)
    }

    private static func count(_ bytes: some Sequence<UInt8>) -> Int {
        bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }
}
