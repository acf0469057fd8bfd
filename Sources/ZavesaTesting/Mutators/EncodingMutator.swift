// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Encodes the value, or the whole text, once or twice.
struct EncodingMutator: Mutator {
    let name = "Encodings"
    let about = "HTML entities, percent-encoding, \\u and \\x escapes, base64, base64url, hexadecimal, quoted-printable, of the value or the whole text, once or one in another"
    let threshold = 0.95

    private enum Coding: CaseIterable {
        case html, hexadecimalHTML, percent, unicode, backslash, base64, base64URL, hexadecimal, spacedHexadecimal, printable

        /// What can hold another encoding without being mistaken for its surroundings.
        static let outer: [Coding] = [.base64, .base64URL, .hexadecimal, .percent, .html, .unicode, .printable]
        static let inner: [Coding] = [.base64, .hexadecimal, .percent, .html, .unicode]
    }

    func mutate(_ text: MarkedText, of kind: ValueKind, using generator: inout SplitMix64) -> MarkedText? {
        let isWhole = generator.once(in: 2)
        // An encoding of less than seven bytes is left to the surroundings.
        let plain = MarkedText.utf8(isWhole ? text.before + text.value + text.after : text.value)
        guard plain.count >= 7 else { return nil }
        var encoded: [UInt8]
        if generator.once(in: 3) {
            encoded = Self.encode(Self.encode(plain, Coding.inner.pick(&generator)), Coding.outer.pick(&generator))
        } else {
            encoded = Self.encode(plain, Coding.allCases.pick(&generator))
        }
        var result = text
        result.value = Array(String(decoding: encoded, as: UTF8.self).unicodeScalars)
        if isWhole {
            result.before = []
            result.after = []
        }
        encoded = []
        return result
    }

    private static func encode(_ bytes: [UInt8], _ coding: Coding) -> [UInt8] {
        switch coding {
        case .html: return Respelling.html.spell(bytes)
        case .hexadecimalHTML:
            let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
            return scalars.flatMap { Array("&#x\(String($0.value, radix: 16));".utf8) }
        case .percent: return Respelling.percent.spell(bytes)
        case .unicode: return Respelling.json.spell(bytes)
        case .backslash: return bytes.flatMap { Array("\\x".utf8) + pair($0) }
        case .base64: return Respelling.base64.spell(bytes)
        case .base64URL:
            return Respelling.base64.spell(bytes).filter { $0 != UInt8(ascii: "=") }.map {
                $0 == UInt8(ascii: "+") ? UInt8(ascii: "-") : $0 == UInt8(ascii: "/") ? UInt8(ascii: "_") : $0
            }
        case .hexadecimal: return bytes.flatMap(pair)
        case .spacedHexadecimal: return Array(bytes.map(pair).joined(separator: [0x20]))
        case .printable: return quotedPrintable(bytes)
        }
    }

    private static func pair(_ byte: UInt8) -> [UInt8] {
        Array(String(0x100 + Int(byte), radix: 16).dropFirst().utf8)
    }

    /// Every byte beyond ASCII and every digit encoded, lines of 72 characters.
    private static func quotedPrintable(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var line = 0
        for byte in bytes {
            let isPlain = byte < 0x80 && byte > 0x20 && byte != UInt8(ascii: "=") && !(0x30...0x39 ~= byte)
            let piece = isPlain ? [byte] : Array("=".utf8) + pair(byte).map { $0 >= 0x61 ? $0 - 0x20 : $0 }
            if line + piece.count > 72 {
                output += Array("=\n".utf8)
                line = 0
            }
            output += piece
            line += piece.count
        }
        return output
    }
}
