// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import TextNormalization

/// Looks for values in bytes that left, in every spelling it can think of. It shares no code with what it tests but the
/// fold; where it errs, it reports too much: it knows no word edges.
package struct LeakProbe {
    /// A value that was found, by its place in the list given, and how it was spelled.
    package struct Leak: Hashable, Sendable {
        package let value: Int
        package let spelling: String
    }

    private let values: [[UInt8]]

    /// Values of four characters and more; shorter ones would be found everywhere.
    package init(_ values: [[UInt8]]) {
        self.values = values
    }

    /// Every value found in `bytes`, and how.
    package func leaks(in bytes: [UInt8]) -> Set<Leak> {
        var leaks: Set<Leak> = []
        let unescaped = Self.unescapingJSON(Self.unescapingJSON(bytes))
        let readings: [(String, [UInt8])] = [
            ("plain", bytes), ("json", Self.unescapingJSON(bytes)), ("json twice", unescaped),
            ("percent", Self.decodingPercent(unescaped)), ("html", Self.decodingHTML(unescaped)),
        ]
        for (name, text) in readings {
            let folded = Self.folded(text)
            let digits = Self.joiningDigits(folded)
            for (number, value) in values.enumerated() {
                if text.holds(value) { leaks.insert(Leak(value: number, spelling: name)) }
                if folded.holds(Self.folded(value)) { leaks.insert(Leak(value: number, spelling: "\(name), folded")) }
                let own = Self.folded(value).filter(Self.isDigit)
                if own.count >= 6, digits.holds(own) { leaks.insert(Leak(value: number, spelling: "\(name), digits")) }
            }
        }
        for text in Self.decodingBase64(unescaped) {
            for (number, value) in values.enumerated() where text.holds(value) {
                leaks.insert(Leak(value: number, spelling: "base64"))
            }
        }
        return leaks
    }

    /// Folded and in lower case; parts that are not UTF-8 as they are.
    private static func folded(_ text: [UInt8]) -> [UInt8] {
        let folded = AnalyzedText.fold(text)
        return Array(String(decoding: folded, as: UTF8.self).lowercased().utf8)
    }

    /// Digits with single separators between them joined.
    private static func joiningDigits(_ text: [UInt8]) -> [UInt8] {
        let separators = Array(" -.()/".utf8)
        return text.enumerated().filter { index, byte in
            guard separators.contains(byte), index > 0, index + 1 < text.count else { return true }
            return !(isDigit(text[index - 1]) && isDigit(text[index + 1]))
        }.map(\.element)
    }

    private static func unescapingJSON(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var units: [UInt16] = []
        var index = 0
        func flush() {
            output += Array(String(decoding: units, as: UTF16.self).utf8)
            units = []
        }
        while index < text.count {
            if text[index] == UInt8(ascii: "\\"), index + 1 < text.count {
                if text[index + 1] == UInt8(ascii: "u"), let unit = number(text, index + 2, 4, radix: 16) {
                    units.append(UInt16(unit))
                    index += 6
                    continue
                }
                flush()
                let meanings: [UInt8: UInt8] = [110: 10, 114: 13, 116: 9, 98: 8, 102: 12]
                output.append(meanings[text[index + 1]] ?? text[index + 1])
                index += 2
            } else {
                flush()
                output.append(text[index])
                index += 1
            }
        }
        flush()
        return output
    }

    private static func decodingPercent(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var index = 0
        while index < text.count {
            if text[index] == UInt8(ascii: "%"), let byte = number(text, index + 1, 2, radix: 16) {
                output.append(UInt8(byte))
                index += 3
            } else {
                output.append(text[index] == UInt8(ascii: "+") ? 0x20 : text[index])
                index += 1
            }
        }
        return output
    }

    private static func decodingHTML(_ text: [UInt8]) -> [UInt8] {
        var output = ""
        var rest = Substring(String(decoding: text, as: UTF8.self))
        while let start = rest.firstIndex(of: "&") {
            output += rest[..<start]
            rest = rest[start...]
            let end = rest.prefix(12).firstIndex(of: ";")
            let name = end.map { rest[rest.index(after: start)..<$0] } ?? ""
            let isHexadecimal = name.hasPrefix("#x")
            let code = UInt32(name.drop { $0 == "#" || $0 == "x" }, radix: isHexadecimal ? 16 : 10)
            if name.hasPrefix("#"), let scalar = code.flatMap(Unicode.Scalar.init), let end {
                output.unicodeScalars.append(scalar)
                rest = rest[rest.index(after: end)...]
            } else {
                output += "&"
                rest = rest.dropFirst()
            }
        }
        return Array((output + rest).utf8)
    }

    /// What every run of eight base 64 characters and more decodes to, begun at each of its first four.
    private static func decodingBase64(_ text: [UInt8]) -> [[UInt8]] {
        text.split { value(ofBase64: $0) == nil }.filter { $0.count >= 8 }.flatMap { run in
            (0..<4).map { skipped in
                var output: [UInt8] = []
                var bits: UInt32 = 0
                var count = 0
                for byte in run.dropFirst(skipped) {
                    bits = bits << 6 | UInt32(value(ofBase64: byte) ?? 0)
                    count += 6
                    if count >= 8 {
                        count -= 8
                        output.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
                    }
                }
                return output
            }
        }
    }

    private static func value(ofBase64 byte: UInt8) -> UInt8? {
        switch byte {
        case 65...90: byte - 65
        case 97...122: byte - 71
        case 48...57: byte + 4
        case 43, 45: 62
        case 47, 95: 63
        default: nil
        }
    }

    private static func number(_ text: [UInt8], _ start: Int, _ count: Int, radix: Int) -> Int? {
        guard start + count <= text.count else { return nil }
        let digits = text[start..<(start + count)]
        guard digits.allSatisfy({ isDigit($0) || (97...102).contains($0 | 0x20) }) else { return nil }
        return Int(String(decoding: digits, as: UTF8.self), radix: radix)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
}
