// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Character references of HTML and XML: `&#49;`, `&#x31;`, and the names of punctuation and spaces.
enum CharacterReference {
    /// The longest name in `names`.
    private static let maximumName = 8

    /// Reads the reference at `offset` and adds an edit for it; where it ends, or `offset` if there is none.
    static func read(_ text: [UInt8], at offset: Int, into edits: inout [TextEdit]) -> Int {
        guard let (scalar, end) = number(text, at: offset + 1) ?? name(text, at: offset + 1),
            EscapeSequence.isReadable(scalar), let character = Unicode.Scalar(scalar)
        else { return offset }
        edits.append(TextEdit(offset..<end, Array(String(character).utf8)))
        return end
    }

    /// `#49` or `#x31`; browsers read it without its semicolon, too.
    private static func number(_ text: [UInt8], at offset: Int) -> (scalar: UInt32, end: Int)? {
        guard offset + 1 < text.count, text[offset] == UInt8(ascii: "#") else { return nil }
        if text[offset + 1] | 0x20 == UInt8(ascii: "x") {
            guard let found = EscapeSequence.hexadecimal(text, at: offset + 2, least: 1, most: 7) else { return nil }
            return (found.value, afterSemicolon(text, found.end))
        }
        var value: UInt32 = 0
        var end = offset + 1
        while end < text.count, end - offset <= 8, text[end] &- 0x30 < 10 {
            value = value * 10 + UInt32(text[end] &- 0x30)
            end += 1
        }
        return end == offset + 1 ? nil : (value, afterSemicolon(text, end))
    }

    private static func afterSemicolon(_ text: [UInt8], _ offset: Int) -> Int {
        offset < text.count && text[offset] == UInt8(ascii: ";") ? offset + 1 : offset
    }

    private static func name(_ text: [UInt8], at offset: Int) -> (scalar: UInt32, end: Int)? {
        let letters = text[offset...].prefix(maximumName + 1).prefix { ($0 | 0x20) &- 0x61 < 26 }
        let end = letters.endIndex
        guard !letters.isEmpty, end < text.count, text[end] == UInt8(ascii: ";"),
            let scalar = names[String(decoding: letters, as: UTF8.self)]
        else { return nil }
        return (scalar.value, end + 1)
    }

    /// Names of HTML 5 (WHATWG, "Named character references") that stand for what separates or surrounds values.
    private static let names: [String: Unicode.Scalar] = [
        "amp": "&", "AMP": "&", "lt": "<", "LT": "<", "gt": ">", "GT": ">", "quot": "\"", "QUOT": "\"", "apos": "'",
        "nbsp": "\u{A0}", "ensp": "\u{2002}", "emsp": "\u{2003}", "thinsp": "\u{2009}", "hairsp": "\u{200A}",
        "numsp": "\u{2007}", "puncsp": "\u{2008}", "Tab": "\t", "NewLine": "\n",
        "shy": "\u{AD}", "zwnj": "\u{200C}", "zwj": "\u{200D}", "lrm": "\u{200E}", "rlm": "\u{200F}",
        "ndash": "–", "mdash": "—", "minus": "−", "hyphen": "‐", "dash": "‐", "horbar": "―",
        "middot": "·", "bull": "•", "period": ".", "comma": ",", "colon": ":", "semi": ";", "sol": "/", "bsol": "\\",
        "lowbar": "_", "plus": "+", "equals": "=", "commat": "@", "num": "#", "numero": "№", "percnt": "%", "ast": "*",
        "excl": "!", "quest": "?", "lpar": "(", "rpar": ")", "lsqb": "[", "rsqb": "]", "lcub": "{", "rcub": "}",
        "verbar": "|", "vert": "|", "dollar": "$", "grave": "`", "Hat": "^", "tilde": "˜",
        "laquo": "«", "raquo": "»", "ldquo": "“", "rdquo": "”", "bdquo": "„", "lsquo": "‘", "rsquo": "’", "sbquo": "‚",
        "hellip": "…", "deg": "°", "sup": "⊃", "para": "¶", "sect": "§",
    ]
}
