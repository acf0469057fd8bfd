// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Writes values in the spellings of `ValueSpelling`.
enum SpellingWriter {
    static let standardAlphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    static let urlAlphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// In one and two JSON strings: with the fewest escapes, and with all but ASCII as `\uXXXX`.
    static func json(_ value: [UInt8]) -> [[UInt8]] {
        let minimal = JSONEscaper.escape(value, levels: 1)
        let ascii = asciiJSON(value)
        return [minimal, JSONEscaper.escape(value, levels: 2), ascii, JSONEscaper.escape(ascii, levels: 1)]
    }

    /// All but RFC 3986's unreserved characters escaped; spaces also as `+`, reserved characters also as they are.
    static func percent(_ value: [UInt8]) -> [[UInt8]] {
        let strict = percent(value, keeps: { isUnreserved($0) })
        let lenient = percent(value, keeps: { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "%") })
        let form = percent(value, keeps: { isUnreserved($0) || $0 == 0x20 })
            .map { $0 == 0x20 ? UInt8(ascii: "+") : $0 }
        return [strict, lenient, form]
    }

    /// Markup characters as named references; all but ASCII as decimal or as hexadecimal ones.
    static func html(_ value: [UInt8]) -> [[UInt8]] {
        let text = String(decoding: value, as: UTF8.self)
        return [
            html(text) { _ in nil },
            html(text) { "&#\($0.value);" },
            html(text) { "&#x\(String($0.value, radix: 16));" },
        ]
    }

    /// What every base 64 text shows that holds the value: at each alignment the characters that depend on its bits
    /// alone. Those of up to `limit` characters.
    static func base64(_ value: [UInt8], alphabet: [UInt8], upTo limit: Int) -> [[UInt8]] {
        (0..<3).compactMap { alignment in
            let first = (alignment * 8 + 5) / 6
            let last = (alignment + value.count) * 8 / 6
            guard last - first <= limit else { return nil }
            let padded = [UInt8](repeating: 0, count: alignment) + value
            return (first..<max(first, last)).map { alphabet[Int(sextet(padded, at: $0))] }
        }
    }

    private static func sextet(_ bytes: [UInt8], at index: Int) -> UInt8 {
        let bit = index * 6
        let pair = UInt16(bytes[bit / 8]) << 8 | UInt16(bit / 8 + 1 < bytes.count ? bytes[bit / 8 + 1] : 0)
        return UInt8(truncatingIfNeeded: pair >> (10 - UInt16(bit % 8))) & 0x3F
    }

    private static func asciiJSON(_ value: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        for unit in String(decoding: value, as: UTF8.self).utf16 {
            if unit < 0x80 {
                output += JSONEscaper.escape([UInt8(unit)], levels: 1)
            } else {
                let digits = String(unit, radix: 16)
                output += Array("\\u".utf8) + [UInt8](repeating: UInt8(ascii: "0"), count: 4 - digits.utf8.count)
                output += Array(digits.utf8)
            }
        }
        return output
    }

    private static func percent(_ value: [UInt8], keeps: (UInt8) -> Bool) -> [UInt8] {
        let hex = Array("0123456789ABCDEF".utf8)
        return value.flatMap { byte -> [UInt8] in
            keeps(byte) ? [byte] : [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
        }
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
    }

    private static func html(_ text: String, other: (Unicode.Scalar) -> String?) -> [UInt8] {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "'": output += "&#39;"
            default:
                if !scalar.isASCII, let reference = other(scalar) {
                    output += reference
                } else {
                    output.unicodeScalars.append(scalar)
                }
            }
        }
        return Array(output.utf8)
    }
}
