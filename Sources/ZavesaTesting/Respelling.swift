// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Other spellings of a value, as people, serializers and evaders write it.
package enum Respelling: CaseIterable, Sendable {
    case same, upperCase, zeroWidth, fullwidthDigits, arabicDigits, spacedDigits, json, percent, form, html, base64
    case base64Inside

    /// The value in a spelling drawn at random.
    package static func random(of value: [UInt8], using generator: inout SplitMix64) -> [UInt8] {
        (allCases.randomElement(using: &generator) ?? .same).spell(value)
    }

    /// The value in this spelling; as it is where the spelling has nothing to change.
    package func spell(_ value: [UInt8]) -> [UInt8] {
        let text = String(decoding: value, as: UTF8.self)
        switch self {
        case .same: return value
        case .upperCase: return Array(text.uppercased().utf8)
        case .zeroWidth: return Array(String(text.prefix(2)).utf8) + [0xE2, 0x80, 0x8B] + Array(text.dropFirst(2).utf8)
        case .fullwidthDigits: return replacingDigits(in: text, with: 0xFF10)
        case .arabicDigits: return replacingDigits(in: text, with: 0x660)
        case .spacedDigits:
            guard text.allSatisfy({ $0.isNumber || "+- ()".contains($0) }) else { return value }
            return Array(text.filter(\.isNumber).map(String.init).joined(separator: " ").utf8)
        case .json:
            return text.utf16.flatMap { unit in
                Array("\\u".utf8) + Array(String(0x10000 + Int(unit), radix: 16).dropFirst().utf8)
            }
        case .percent:
            return value.flatMap { Array("%".utf8) + Array(String(0x100 + Int($0), radix: 16).dropFirst().utf8) }
        case .form:
            return value.flatMap { byte -> [UInt8] in
                if byte == 0x20 { return [UInt8(ascii: "+")] }
                if byte > 0x2F, byte < 0x7F { return [byte] }
                return Array("%".utf8) + Array(String(0x100 + Int(byte), radix: 16).uppercased().dropFirst().utf8)
            }
        case .html: return text.unicodeScalars.flatMap { Array("&#\($0.value);".utf8) }
        case .base64: return Self.base64(value)
        case .base64Inside: return Self.base64(Array("name: ".utf8) + value + Array(", end".utf8))
        }
    }

    private func replacingDigits(in text: String, with zero: UInt32) -> [UInt8] {
        var output = ""
        for scalar in text.unicodeScalars {
            let isDigit = (48...57).contains(scalar.value)
            output.unicodeScalars.append(isDigit ? Unicode.Scalar(zero + scalar.value - 48) ?? scalar : scalar)
        }
        return Array(output.utf8)
    }

    private static func base64(_ value: [UInt8]) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var output: [UInt8] = []
        for start in stride(from: 0, to: value.count, by: 3) {
            let group = value[start..<min(start + 3, value.count)]
            let bits = group.reduce(0) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
            for index in 0...group.count { output.append(alphabet[Int(bits >> UInt32(18 - 6 * index)) & 63]) }
            output += [UInt8](repeating: UInt8(ascii: "="), count: 3 - group.count)
        }
        return output
    }
}
