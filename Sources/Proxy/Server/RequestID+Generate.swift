// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
package import PrivacyCore

extension RequestID {
    /// A new UUID of version 7 (RFC 9562 §5.7): milliseconds since 1970, then 74 random bits.
    package static func generate() -> RequestID {
        var bytes = [UInt8](repeating: 0, count: 16)
        let milliseconds = UInt64(Date.now.timeIntervalSince1970 * 1_000)
        let random = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))
        for index in 0..<6 { bytes[index] = UInt8(truncatingIfNeeded: milliseconds >> (40 - 8 * index)) }
        for index in 6..<8 { bytes[index] = UInt8(truncatingIfNeeded: random.0 >> (8 * index)) }
        for index in 8..<16 { bytes[index] = UInt8(truncatingIfNeeded: random.1 >> (8 * (index - 8))) }
        bytes[6] = bytes[6] & 0x0F | 0x70
        bytes[8] = bytes[8] & 0x3F | 0x80
        return RequestID(rawValue: spelling(of: bytes))
    }

    private static func spelling(of bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
            text.append(hex[Int(byte >> 4)])
            text.append(hex[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let hex = Array("0123456789abcdef".utf8)
}
