// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Addresses of segregated witness programs: Bech32 (BIP 173), and Bech32m for versions from 1 (BIP 350).
enum Bech32 {
    private static let characters = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
    private static let generator = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
    private static let bech32 = 1
    private static let bech32m = 0x2bc8_30a3
    private static let maximumLength = 90

    /// Whether the checksum agrees; either constant, since addresses of later versions were also made with the first.
    static func isValid(_ text: [UInt8]) -> Bool {
        guard text.count <= maximumLength, !isMixed(text), let one = text.lastIndex(of: UInt8(ascii: "1")), one >= 1,
            text.count - one > 6
        else { return false }
        let prefix = text[..<one].map { Int($0.asciiLowercased) }
        var values = prefix.map { $0 >> 5 } + [0] + prefix.map { $0 & 31 }
        for character in text[(one + 1)...] {
            guard let value = characters.firstIndex(of: character.asciiLowercased) else { return false }
            values.append(value)
        }
        let result = checksum(values)
        return result == bech32 || result == bech32m
    }

    /// BIP 173 forbids upper and lower case in one address.
    private static func isMixed(_ text: [UInt8]) -> Bool {
        text.contains(where: \.isASCIIUppercase) && text.contains(where: \.isASCIILowercase)
    }

    private static func checksum(_ values: [Int]) -> Int {
        var sum = 1
        for value in values {
            let top = sum >> 25
            sum = (sum & 0x1ff_ffff) << 5 ^ value
            for (bit, factor) in generator.enumerated() where top >> bit & 1 == 1 { sum ^= factor }
        }
        return sum
    }
}
