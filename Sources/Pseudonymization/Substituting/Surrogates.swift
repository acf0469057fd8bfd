// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import Policy
import PrivacyCore

/// Draws invented values: from ranges that are reserved for examples, from a list of names, or in the form of the value
/// with a checksum that fails. Random, never a function of the value.
struct Surrogates {
    let engine: DetectionEngine

    /// How often a number is drawn until no checksum passes: two or three draws are usual.
    private static let mostDraws = 400

    /// One candidate; `nil` for a kind that has no value which is surely nobody's. The caller draws again where it is
    /// taken.
    func draw(for value: [UInt8], type: EntityType, label: String) -> [UInt8]? {
        switch label {
        case "PERSON": names(like: value).randomElement()
        // RFC 2606, §3.
        case "EMAIL": Array("user\(Int.random(in: 1_000...9_999))@example.com".utf8)
        case "URL": Array("https://example.com/user\(Int.random(in: 1_000...9_999))".utf8)
        case "USERNAME": Array("user\(Int.random(in: 10_000...99_999))".utf8)
        // 555-0100 to 555-0199 are kept for fiction by the North American numbering plan (ATIS-0300115).
        case "PHONE": Array("+1-202-555-01\(Int.random(in: 10...99))".utf8)
        // RFC 5737 and RFC 3849.
        case "IP" where value.contains(UInt8(ascii: ":")):
            Array("2001:db8::\(String(Int.random(in: 1...0xFFFF), radix: 16))".utf8)
        case "IP":
            Array("\(["192.0.2", "198.51.100", "203.0.113"][Int.random(in: 0...2)]).\(Int.random(in: 1...254))".utf8)
        // RFC 7042, §2.1.2.
        case "MAC": Array("00:00:5E:00:53:\(hexadecimal(Int.random(in: 0...255)))".utf8)
        default: engine.checks.canFail(type) ? number(like: value, as: type) : nil
        }
    }

    private func names(like value: [UInt8]) -> [[UInt8]] {
        let scripts = TextScript.found(in: value)
        if scripts.contains(.cyrillic) { return engine.surrogateNames.cyrillic }
        return scripts.contains(.arabic) ? engine.surrogateNames.arabic : engine.surrogateNames.latin
    }

    /// Other digits for its digits, other letters for its letters.
    private func number(like value: [UInt8], as type: EntityType) -> [UInt8]? {
        guard value.allSatisfy({ ASCII.isAlphanumeric($0) || " -./".utf8.contains($0) }) else { return nil }
        for _ in 0..<Self.mostDraws {
            let drawn = value.map(Self.other)
            var isIdentifier = engine.checks.pass(drawn, as: type)
            ChecksumScan.find(in: drawn) { _ in isIdentifier = true }
            if !isIdentifier { return drawn }
        }
        return nil
    }

    private static func other(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt8.random(in: UInt8(ascii: "0")...UInt8(ascii: "9"))
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt8.random(in: UInt8(ascii: "A")...UInt8(ascii: "Z"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt8.random(in: UInt8(ascii: "a")...UInt8(ascii: "z"))
        default: byte
        }
    }

    private func hexadecimal(_ byte: Int) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}
