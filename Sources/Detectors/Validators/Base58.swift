// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto

/// Base 58 as addresses of digital currencies are written in it, with the checksum most of them end in.
///
/// <https://en.bitcoin.it/wiki/Base58Check_encoding>
enum Base58 {
    /// The order of the digits in Bitcoin and nearly everywhere else.
    static let common = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)
    /// The order of the digits in the XRP ledger.
    static let ripple = Array("rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz".utf8)

    /// The longest text that is decoded: the work is quadratic, and no address is longer.
    private static let maximumLength = 128

    /// The bytes a text stands for, a zero byte for each leading zero digit; `nil` if it holds another character.
    static func decoded(_ text: [UInt8], digits: [UInt8] = common) -> [UInt8]? {
        guard text.count <= maximumLength else { return nil }
        var bytes: [UInt8] = []
        for character in text {
            guard var carry = digits.firstIndex(of: character) else { return nil }
            // The number so far, last byte first: times 58, plus the digit.
            for index in bytes.indices {
                carry += Int(bytes[index]) * 58
                bytes[index] = UInt8(truncatingIfNeeded: carry)
                carry >>= 8
            }
            while carry > 0 {
                bytes.append(UInt8(truncatingIfNeeded: carry))
                carry >>= 8
            }
        }
        let zeros = text.prefix { $0 == digits.first }.count
        return [UInt8](repeating: 0, count: zeros) + bytes.reversed()
    }

    /// What is before the checksum, where the last four bytes are the first of a double SHA-256 of the rest.
    static func payload(_ text: [UInt8], digits: [UInt8] = common) -> ArraySlice<UInt8>? {
        guard let bytes = decoded(text, digits: digits), bytes.count > 4 else { return nil }
        let payload = bytes.dropLast(4)
        let digest = SHA256.hash(data: Array(SHA256.hash(data: Array(payload))))
        return Array(digest).starts(with: bytes.suffix(4)) ? payload : nil
    }
}
