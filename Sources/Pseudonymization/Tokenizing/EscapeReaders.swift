// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Recognises single escapes in text, each as one character with the bytes it took.
enum EscapeReaders {
    /// What an escape means, and how many bytes it took.
    typealias Escape = (utf8: [UInt8], count: Int)

    /// `\n`, `\"`, `\u0418`, a surrogate pair; with the backslash itself escaped too (JSON in a JSON string).
    static func json(_ text: [UInt8], at index: Int) -> Escape? {
        guard text[index] == UInt8(ascii: "\\") else { return nil }
        let letter = afterBackslashes(text, at: index)
        guard letter < text.count else { return nil }
        if let meaning = meaning(of: text[letter]) { return ([meaning], letter + 1 - index) }
        guard let first = codeUnit(text, at: letter) else { return nil }
        if let scalar = Unicode.Scalar(first) { return (utf8(scalar), letter + 5 - index) }
        let second = afterBackslashes(text, at: letter + 5)
        guard second > letter + 5, let low = codeUnit(text, at: second), (0xD800..<0xDC00).contains(first),
            (0xDC00..<0xE000).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + UInt32(low) - 0xDC00)
        else { return nil }
        return (utf8(scalar), second + 5 - index)
    }

    /// `%D0%98`, all bytes of one character; `+` after a character as a space.
    static func percent(_ text: [UInt8], at index: Int) -> Escape? {
        if text[index] == UInt8(ascii: "+") {
            return index > 0 && !ASCII.isWhitespace(text[index - 1]) ? ([0x20], 1) : nil
        }
        var bytes: [UInt8] = []
        while bytes.count < 4, let byte = percentByte(text, at: index + 3 * bytes.count) {
            bytes.append(byte)
            if let (scalar, count) = UTF8Character.decode(bytes, at: 0), count == bytes.count {
                return (utf8(scalar), 3 * bytes.count)
            }
        }
        return nil
    }

    /// `&amp;`, `&#1048;`, `&#x418;`.
    static func html(_ text: [UInt8], at index: Int) -> Escape? {
        guard text[index] == UInt8(ascii: "&") else { return nil }
        guard let end = text[index..<min(index + 12, text.count)].firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = String(decoding: text[(index + 1)..<end], as: UTF8.self)
        guard let scalar = named[name] ?? numeric(name) else { return nil }
        return (utf8(scalar), end + 1 - index)
    }

    /// The most backslashes in a row that are read as one: two levels of JSON need three.
    private static let mostBackslashes = 4

    private static func afterBackslashes(_ text: [UInt8], at index: Int) -> Int {
        var end = index
        while end < min(text.count, index + mostBackslashes), text[end] == UInt8(ascii: "\\") { end += 1 }
        return end
    }

    private static func meaning(of letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "/"): letter
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    private static let named: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "laquo": "«", "raquo": "»",
        "ndash": "–", "mdash": "—", "shy": "\u{AD}", "commat": "@", "period": ".", "plus": "+",
    ]

    private static func numeric(_ name: String) -> Unicode.Scalar? {
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
        let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
        return value.flatMap(Unicode.Scalar.init)
    }

    /// `uXXXX` at `index`.
    private static func codeUnit(_ text: [UInt8], at index: Int) -> UInt16? {
        guard index + 5 <= text.count, text[index] == UInt8(ascii: "u") else { return nil }
        var value: UInt16 = 0
        for byte in text[(index + 1)..<(index + 5)] {
            guard let digit = ASCII.hexValue(byte) else { return nil }
            value = value << 4 | UInt16(digit)
        }
        return value
    }

    private static func percentByte(_ text: [UInt8], at index: Int) -> UInt8? {
        guard index + 3 <= text.count, text[index] == UInt8(ascii: "%"), let high = ASCII.hexValue(text[index + 1]),
            let low = ASCII.hexValue(text[index + 2])
        else { return nil }
        return high << 4 | low
    }

    private static func utf8(_ scalar: Unicode.Scalar) -> [UInt8] { Array(Character(scalar).utf8) }
}
