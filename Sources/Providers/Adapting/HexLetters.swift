// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Hexadecimal digits as the letters `a` to `p`, for identifiers that come back in requests: a run of digits in one could
/// be taken for somebody's number.
enum HexLetters {
    /// Every digit as a letter; anything else stays as it is.
    static func encode(_ text: some Sequence<UInt8>) -> [UInt8] {
        text.map { byte in digits.firstIndex(of: byte | 0x20).map { UInt8(ascii: "a") + UInt8($0) } ?? byte }
    }

    /// The digits, in lower case; `nil` where there is another character.
    static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
        var decoded: [UInt8] = []
        for byte in text {
            let place = byte &- UInt8(ascii: "a")
            guard place < digits.count else { return nil }
            decoded.append(digits[Int(place)])
        }
        return decoded
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
