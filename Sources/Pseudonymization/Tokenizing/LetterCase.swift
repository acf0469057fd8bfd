// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Lower case for the scripts of two-byte UTF-8 where a letter's two cases have the same length, so that no offset
/// moves: ASCII, Latin-1, Greek and Cyrillic without extensions.
enum LetterCase {
    static func lowercased(_ text: [UInt8]) -> [UInt8] {
        var output = text
        var index = 0
        while index < output.count {
            let byte = output[index]
            if byte < 0x80 {
                output[index] = ASCII.lowercased(byte)
                index += 1
            } else if index + 1 < output.count, let lower = lowercased(byte, output[index + 1]) {
                output[index] = lower.0
                output[index + 1] = lower.1
                index += 2
            } else {
                index += 1
            }
        }
        return output
    }

    /// Whether a text begins with a capital letter.
    static func startsWithCapital(_ text: ArraySlice<UInt8>) -> Bool {
        let head = Array(text.prefix(2))
        return lowercased(head) != head && !(head.first.map { $0 < 0x80 && ASCII.lowercased($0) == $0 } ?? false)
    }

    /// `nil` for a pair that is no capital letter.
    private static func lowercased(_ first: UInt8, _ second: UInt8) -> (UInt8, UInt8)? {
        switch (first, second) {
        case (0xC3, 0x80...0x9E) where second != 0x97: (0xC3, second + 0x20)
        case (0xCE, 0x91...0x9F): (0xCE, second + 0x20)
        case (0xCE, 0xA0...0xAB): (0xCF, second - 0x20)
        case (0xD0, 0x80...0x8F): (0xD1, second + 0x10)
        case (0xD0, 0x90...0x9F): (0xD0, second + 0x20)
        case (0xD0, 0xA0...0xAF): (0xD1, second - 0x20)
        default: nil
        }
    }
}
