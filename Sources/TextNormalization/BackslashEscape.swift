// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Escapes of JSON and programming languages: `\u0031`, `\u{31}`, `\U00000031`, `\x31`, `\n`; each backslash may itself
/// be escaped, as in JSON inside JSON.
enum BackslashEscape {
    private static let maximumBackslashes = 4

    /// Reads the escape at `offset` and adds an edit for it; where it ends, or the end of the backslashes.
    static func read(_ text: [UInt8], at offset: Int, into edits: inout [TextEdit]) -> Int {
        var mark = offset
        while mark < text.count, text[mark] == UInt8(ascii: "\\") { mark += 1 }
        guard mark < text.count, mark - offset <= maximumBackslashes else { return mark }
        switch text[mark] {
        case UInt8(ascii: "x"):
            return EscapedBytes.read(text, at: mark - 1, prefix: .backslash, into: &edits)
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            guard let (scalar, end) = codePoint(text, at: mark), EscapeSequence.isReadable(scalar),
                let character = Unicode.Scalar(scalar)
            else { return mark }
            edits.append(TextEdit(offset..<end, Array(String(character).utf8)))
            return end
        case UInt8(ascii: "n"), UInt8(ascii: "r"): return readSpace("\n", text, offset, mark, into: &edits)
        case UInt8(ascii: "t"): return readSpace(" ", text, offset, mark, into: &edits)
        default: return mark
        }
    }

    /// A break is read only where no small Latin letter follows: `\new` is a folder.
    private static func readSpace(
        _ space: Unicode.Scalar, _ text: [UInt8], _ offset: Int, _ mark: Int, into edits: inout [TextEdit]
    ) -> Int {
        let end = mark + 1
        if end < text.count, text[end] &- 0x61 < 26 { return end }
        edits.append(TextEdit(offset..<end, [UInt8(ascii: space)]))
        return end
    }

    /// The scalar value of `u0031`, `u{31}`, `U00000031` or of two surrogates, and where it ends.
    private static func codePoint(_ text: [UInt8], at mark: Int) -> (scalar: UInt32, end: Int)? {
        if text[mark] == UInt8(ascii: "U") {
            guard let found = EscapeSequence.hexadecimal(text, at: mark + 1, least: 8, most: 8) else { return nil }
            return (found.value, found.end)
        }
        if mark + 1 < text.count, text[mark + 1] == UInt8(ascii: "{") {
            guard let found = EscapeSequence.hexadecimal(text, at: mark + 2, least: 1, most: 6), found.end < text.count,
                text[found.end] == UInt8(ascii: "}")
            else { return nil }
            return (found.value, found.end + 1)
        }
        guard let first = EscapeSequence.hexadecimal(text, at: mark + 1, least: 4, most: 4) else { return nil }
        guard 0xD800..<0xDC00 ~= first.value else { return (first.value, first.end) }
        var next = first.end
        while next < text.count, text[next] == UInt8(ascii: "\\"), next - first.end < maximumBackslashes { next += 1 }
        guard next > first.end, next < text.count, text[next] == UInt8(ascii: "u"),
            let second = EscapeSequence.hexadecimal(text, at: next + 1, least: 4, most: 4),
            0xDC00..<0xE000 ~= second.value
        else { return nil }
        return (0x10000 + (first.value - 0xD800) << 10 + (second.value - 0xDC00), second.end)
    }
}
