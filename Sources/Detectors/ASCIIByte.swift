// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Questions about one byte of UTF-8 that concern ASCII alone; bytes of other characters answer no.
extension UInt8 {
    var isASCIIDigit: Bool { self &- 0x30 < 10 }
    var isASCIIUppercase: Bool { self &- 0x41 < 26 }
    var isASCIILowercase: Bool { self &- 0x61 < 26 }
    var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
    var isASCIIAlphanumeric: Bool { isASCIIDigit || isASCIILetter }

    /// Whether the byte belongs to a character outside ASCII.
    var isBeyondASCII: Bool { self >= 0x80 }

    /// Whether the byte is the second or a later one of its character.
    var isContinuation: Bool { self & 0xC0 == 0x80 }

    /// The lower-case letter for an upper-case one, every other byte as it is.
    var asciiLowercased: UInt8 { isASCIIUppercase ? self | 0x20 : self }

    /// The upper-case letter for a lower-case one, every other byte as it is.
    var asciiUppercased: UInt8 { isASCIILowercase ? self & ~0x20 : self }

    /// 0 to 15 for a hexadecimal digit.
    var hexadecimalValue: Int? {
        if isASCIIDigit { return Int(self &- 0x30) }
        let letter = (self | 0x20) &- 0x61
        return letter < 6 ? Int(letter) + 10 : nil
    }

    /// 0 to 63 for a character of base64url (RFC 4648 §5), without padding.
    var base64URLValue: Int? {
        if isASCIIUppercase { return Int(self &- 0x41) }
        if isASCIILowercase { return Int(self &- 0x61) + 26 }
        if isASCIIDigit { return Int(self &- 0x30) + 52 }
        if self == UInt8(ascii: "-") { return 62 }
        return self == UInt8(ascii: "_") ? 63 : nil
    }
}
