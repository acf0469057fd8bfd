// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Strict decoding of one character of UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing over U+10FFFF.
enum UTF8Scalar {
    /// The scalar at `offset` and its length in bytes; `nil` if the bytes there are not UTF-8.
    @inline(__always)
    static func decode(_ bytes: Span<UInt8>, at offset: Int) -> (scalar: UInt32, count: Int)? {
        let lead = bytes[offset]
        guard lead >= 0x80 else { return (UInt32(lead), 1) }
        // Two bytes are most of what is not ASCII in Russian and Arabic.
        guard 0xC2...0xDF ~= lead else { return decodeLong(bytes, at: offset) }
        guard offset + 1 < bytes.count, bytes[offset + 1] & 0xC0 == 0x80 else { return nil }
        return (UInt32(lead & 0x1F) << 6 | UInt32(bytes[offset + 1] & 0x3F), 2)
    }

    /// Three and four bytes.
    private static func decodeLong(_ bytes: Span<UInt8>, at offset: Int) -> (scalar: UInt32, count: Int)? {
        let lead = bytes[offset]
        guard 0xE0...0xF4 ~= lead else { return nil }
        let count = lead < 0xF0 ? 3 : 4
        guard offset + count <= bytes.count else { return nil }
        var scalar = UInt32(lead & (count == 3 ? 0x0F : 0x07))
        for step in 1..<count {
            let byte = bytes[offset + step]
            guard byte & 0xC0 == 0x80 else { return nil }
            scalar = scalar << 6 | UInt32(byte & 0x3F)
        }
        guard scalar >= (count == 3 ? 0x800 : 0x10000), scalar <= 0x10FFFF, !(0xD800...0xDFFF ~= scalar) else {
            return nil
        }
        return (scalar, count)
    }
}
