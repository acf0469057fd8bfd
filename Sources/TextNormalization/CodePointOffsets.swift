// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Counts code points on the way through a text; asked in rising order it reads each byte once.
package struct CodePointOffsets: Sendable {
    private let utf8: [UInt8]
    private var byte = 0
    private var count = 0

    /// Counts in a text that is valid UTF-8.
    package init(of utf8: [UInt8]) {
        self.utf8 = utf8
    }

    /// How many code points begin before the byte offset.
    package mutating func codePoints(before offset: Int) -> Int {
        if offset < byte { (byte, count) = (0, 0) }
        while byte < min(offset, utf8.count) {
            if utf8[byte] & 0b1100_0000 != 0b1000_0000 { count += 1 }
            byte += 1
        }
        return count
    }
}

extension CodePointOffsets {
    /// The byte offsets at which the code points of these numbers begin, the first one being 0. The text's end counts as
    /// one more; numbers beyond it are absent.
    package static func byteOffsets(of codePoints: Set<Int>, in utf8: [UInt8]) -> [Int: Int] {
        var offsets: [Int: Int] = [:]
        var number = 0
        for (index, byte) in utf8.enumerated() where byte & 0b1100_0000 != 0b1000_0000 {
            if codePoints.contains(number) { offsets[number] = index }
            number += 1
        }
        if codePoints.contains(number) { offsets[number] = utf8.count }
        return offsets
    }
}
