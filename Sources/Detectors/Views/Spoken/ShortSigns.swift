// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Finds `dot` as a word and `[at]` in brackets: the signs of addresses in English.
enum ShortSigns {
    /// A block without any of them is passed over at vector speed.
    private static let block = 512

    /// Reports where each stands.
    static func find(in text: [UInt8], report: (Int) -> Void) {
        var start = 0
        while start < text.count {
            // Blocks share the bytes that a sign can have in both.
            let end = min(text.count, start + block)
            let range = max(0, start - 3)..<end
            if mayStand(in: text[range]) { search(text, range, report: report) }
            start = end
        }
    }

    /// Whether the letters of `dot`, or a bracket and `at`, stand in a row. No branches, so that it becomes vector code.
    private static func mayStand(in block: ArraySlice<UInt8>) -> Bool {
        var seen: UInt8 = 0
        var (first, second): (UInt8, UInt8) = (0, 0)
        for byte in block {
            let letter = byte | 0x20
            let isDot: UInt8 = first | 0x20 == 0x64 && second == 0x6F && letter == 0x74 ? 1 : 0
            let isAt: UInt8 = second == 0x61 && letter == 0x74 ? 1 : 0
            let isBracket: UInt8 = first | 0x20 == 0x7B || first == 0x28 || first == 0x3C ? 1 : 0
            seen |= isDot | isAt & isBracket
            first = second
            second = letter
        }
        return seen != 0
    }

    private static func search(_ text: [UInt8], _ range: Range<Int>, report: (Int) -> Void) {
        for offset in range where offset + 3 <= text.count {
            let (first, second, third) = (text[offset], text[offset + 1] | 0x20, text[offset + 2] | 0x20)
            guard third == 0x74 else { continue }
            let isDot =
                first | 0x20 == 0x64 && second == 0x6F && !isLetter(text, offset - 1) && !isLetter(text, offset + 3)
            let isAt = second == 0x61 && isOpening(first) && !isLetter(text, offset + 3)
            if isDot || isAt { report(offset) }
        }
    }

    private static func isOpening(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "<")
    }

    private static func isLetter(_ text: [UInt8], _ offset: Int) -> Bool {
        text.indices.contains(offset) && text[offset].isASCIILetter
    }
}
