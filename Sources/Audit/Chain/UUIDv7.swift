// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Random identifiers that sort by time (RFC 9562 §5.7), in lower case.
package enum UUIDv7 {
    /// A new identifier: 48 bits of time, 74 random bits of the system's generator.
    package static func make(at moment: Timestamp) -> String {
        var generator = SystemRandomNumberGenerator()
        let time = UInt64(clamping: moment.milliseconds) & 0xFFFF_FFFF_FFFF
        let high = time << 16 | 0x7000 | generator.next() & 0x0FFF
        let low = 0x8000_0000_0000_0000 | generator.next() >> 2
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for half in [high, low] {
            for shift in stride(from: UInt64(60), through: 0, by: -4) {
                if hyphens.contains(text.count) { text.append(UInt8(ascii: "-")) }
                text.append(Hexadecimal.digits[Int(half >> shift & 15)])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether the text is a version 7 identifier in the canonical spelling.
    package static func isValid(_ text: String) -> Bool {
        let bytes = text.utf8.span
        guard bytes.count == 36, bytes[14] == UInt8(ascii: "7"),
            (8...11).contains(Hexadecimal.value(of: bytes[19]) ?? 0)
        else { return false }
        for index in bytes.indices {
            switch index {
            case 8, 13, 18, 23: guard bytes[index] == UInt8(ascii: "-") else { return false }
            default: guard Hexadecimal.value(of: bytes[index]) != nil else { return false }
            }
        }
        return true
    }

    private static let hyphens = [8, 13, 18, 23]
}
