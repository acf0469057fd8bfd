// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Encodes the value, or the whole text, once or twice.
struct EncodingMutator: Mutator {
    let name = "Encodings"
    let about = """
        HTML entities, percent-encoding, \\u and \\x escapes, base64, base64url, hexadecimal, quoted-printable, \
        of the value or the whole text, once or one in another
        """
    let threshold = 0.95

    private enum Coding: CaseIterable {
        case html, hexadecimalHTML, percent, unicode, backslash, base64, base64URL, hexadecimal, spacedHexadecimal,
            printable

        /// What can stand around another encoding, and in one.
        static let outer: [Coding] = [.base64, .base64URL, .hexadecimal, .percent, .html, .unicode, .printable]
        static let inner: [Coding] = [.base64, .hexadecimal, .percent, .html, .unicode]

        /// Whether each character is encoded by itself, so that a value has a place of its own in an encoded text.
        var isByCharacter: Bool {
            switch self {
            case .html, .hexadecimalHTML, .percent, .unicode, .backslash, .printable: true
            case .base64, .base64URL, .hexadecimal, .spacedHexadecimal: false
            }
        }
    }

    func mutate(_ text: MarkedText, of kind: ValueKind, using generator: inout SplitMix64) -> MarkedText? {
        let codings =
            generator.once(in: 3)
            ? [Coding.inner.pick(&generator), Coding.outer.pick(&generator)] : [Coding.allCases.pick(&generator)]
        func encode(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
            let bytes = codings.reduce(MarkedText.utf8(scalars)) { Self.encode($0, $1) }
            return Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        }
        let isWhole = generator.once(in: 2)
        var result = text
        if isWhole, codings.allSatisfy(\.isByCharacter) {
            result.before = encode(text.before)
            result.after = encode(text.after)
        } else if isWhole {
            result.value = text.before + text.value + text.after
            (result.before, result.after) = ([], [])
        }
        // What is shorter than seven bytes is not looked for in an encoding.
        guard MarkedText.utf8(result.value).count >= 7 else { return nil }
        result.value = encode(result.value)
        return result.utf8 == text.utf8 ? nil : result
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

    /// Every byte encoded, or as mail does it, all beyond ASCII; in lines of 40 characters.
    private static func quotedPrintable(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var line = 0
        let isAll = bytes.count % 2 == 0 && bytes.allSatisfy { $0 < 0x80 }
        for byte in bytes {
            let isPlain = !isAll && 0x20..<0x7F ~= byte && byte != UInt8(ascii: "=")
            let piece = isPlain ? [byte] : Array("=".utf8) + pair(byte).map { $0 >= 0x61 ? $0 - 0x20 : $0 }
            if line + piece.count > 40 {
                output += Array("=\n".utf8)
                line = 0
            }
            output += piece
            line += piece.count
        }
        return output
    }
}
