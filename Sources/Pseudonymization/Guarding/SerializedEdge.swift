// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Word edges in bytes that went through a serializer: `\n` before a word is an edge although `n` is a letter, and
/// `\u0430` is a letter although it ends in a digit.
enum SerializedEdge {
    /// Whether no word goes on before `index`.
    static func isEdge(_ text: [UInt8], before index: Int) -> Bool {
        guard index > 0 else { return true }
        if let scalar = escape(in: text, endingAt: index) { return !TextWords.isWord(scalar) }
        if text[index - 1] < 0x80 { return !ASCII.isAlphanumeric(text[index - 1]) }
        return UTF8Character.decode(text, before: index).map { !TextWords.isWord($0.scalar) } ?? true
    }

    /// Whether no word goes on at `index`.
    static func isEdge(_ text: [UInt8], at index: Int) -> Bool {
        guard index < text.count else { return true }
        if let scalar = escape(in: text, at: index)?.scalar { return !TextWords.isWord(scalar) }
        if text[index] < 0x80 { return !ASCII.isAlphanumeric(text[index]) }
        return UTF8Character.decode(text, at: index).map { !TextWords.isWord($0.scalar) } ?? true
    }

    /// The longest escape of any kind is `%F0%9F%98%80`, or a surrogate pair.
    private static let longestEscape = 12

    private static func escape(in text: [UInt8], endingAt index: Int) -> Unicode.Scalar? {
        let last = text[index - 1]
        guard ASCII.isAlphanumeric(last) || last == UInt8(ascii: ";") else { return nil }
        for start in max(0, index - longestEscape)..<index {
            if let found = escape(in: text, at: start), found.count == index - start { return found.scalar }
        }
        return nil
    }

    private static func escape(in text: [UInt8], at index: Int) -> (scalar: Unicode.Scalar, count: Int)? {
        let escape: EscapeReaders.Escape?
        switch text[index] {
        case UInt8(ascii: "\\"): escape = EscapeReaders.json(text, at: index)
        case UInt8(ascii: "%"): escape = EscapeReaders.percent(text, at: index)
        case UInt8(ascii: "&"): escape = EscapeReaders.html(text, at: index)
        default: escape = nil
        }
        return escape.flatMap { found in
            UTF8Character.decode(found.utf8, at: 0).map { ($0.scalar, found.count) }
        }
    }
}
