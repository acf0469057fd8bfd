// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Strict decoding of one character of UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing over U+10FFFF.
enum UTF8Scalar {
    /// The scalar at `offset` and its length in bytes; `nil` if the bytes there are not UTF-8.
    static func decode(_ bytes: [UInt8], at offset: Int) -> (scalar: UInt32, count: Int)? {
        let lead = bytes[offset]
        let count: Int
        var scalar: UInt32
        let smallest: UInt32
        switch lead {
        case ..<0x80: return (UInt32(lead), 1)
        case 0xC2...0xDF: (count, scalar, smallest) = (2, UInt32(lead & 0x1F), 0x80)
        case 0xE0...0xEF: (count, scalar, smallest) = (3, UInt32(lead & 0x0F), 0x800)
        case 0xF0...0xF4: (count, scalar, smallest) = (4, UInt32(lead & 0x07), 0x10000)
        default: return nil
        }
        guard offset + count <= bytes.count else { return nil }
        for step in 1..<count {
            let byte = bytes[offset + step]
            guard byte & 0xC0 == 0x80 else { return nil }
            scalar = scalar << 6 | UInt32(byte & 0x3F)
        }
        guard scalar >= smallest, scalar <= 0x10FFFF, !(0xD800...0xDFFF ~= scalar) else { return nil }
        return (scalar, count)
    }
}
