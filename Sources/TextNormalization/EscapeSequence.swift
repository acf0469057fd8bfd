// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Escape sequences of HTML (`&#49;`, `&nbsp;`), URLs (`%31`) and programming languages (`\u0031`, `\x31`, `\n`).
///
/// Only what stands for a printable character or white space is read; everything else stays as it is written, so that
/// `100%` and `C:\new` mean themselves.
enum EscapeSequence {
    /// Whether a byte that can begin an escape sequence stands in the text: `%`, `&` or a backslash.
    ///
    /// Written so that the compiler makes vector code of it: a tenth of a nanosecond a byte.
    static func mayStand(in text: [UInt8]) -> Bool {
        var seen: UInt8 = 0
        for byte in text {
            let isMark: UInt8 = byte &- UInt8(ascii: "%") < 2 ? 1 : 0
            let isBackslash: UInt8 = byte == UInt8(ascii: "\\") ? 1 : 0
            seen |= isMark | isBackslash
        }
        return seen != 0
    }

    /// Each escaped character of `text`, valid UTF-8, with what it stands for, in text order.
    static func edits(in text: [UInt8]) -> [TextEdit] {
        var edits: [TextEdit] = []
        var offset = 0
        let bytes = text.span
        while offset < bytes.count {
            let byte = bytes[offset]
            guard byte &- UInt8(ascii: "%") < 2 || byte == UInt8(ascii: "\\") else {
                offset += 1
                continue
            }
            let end =
                switch byte {
                case UInt8(ascii: "&"): CharacterReference.read(text, at: offset, into: &edits)
                case UInt8(ascii: "%"): EscapedBytes.read(text, at: offset, prefix: .percent, into: &edits)
                default: BackslashEscape.read(text, at: offset, into: &edits)
                }
            offset = max(end, offset + 1)
        }
        return edits
    }

    /// Whether a character is worth reading: printable, or white space of ASCII.
    static func isReadable(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x09, 0x0A, 0x0D: true
        case ..<0x20, 0x7F..<0xA0: false
        default: true
        }
    }

    /// The value of up to `most` hexadecimal digits from `offset`, and the offset after them; `nil` for fewer than `least`.
    static func hexadecimal(
        _ text: [UInt8], at offset: Int, least: Int, most: Int
    ) -> (value: UInt32, end: Int)? {
        var value: UInt32 = 0
        var end = offset
        while end < text.count, end - offset < most, let digit = digit(text[end]) {
            value = value << 4 | UInt32(digit)
            end += 1
        }
        return end - offset < least ? nil : (value, end)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        if byte &- 0x30 < 10 { return byte &- 0x30 }
        let letter = (byte | 0x20) &- 0x61
        return letter < 6 ? letter + 10 : nil
    }
}
