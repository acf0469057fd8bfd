// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Single characters of UTF-8 text.
enum UTF8Character {
    /// The character at `index` and its length in bytes; `nil` if there is none, or not UTF-8.
    static func decode(_ text: [UInt8], at index: Int) -> (scalar: Unicode.Scalar, count: Int)? {
        guard index < text.count else { return nil }
        var iterator = text[index..<min(index + 4, text.count)].makeIterator()
        var decoder = UTF8()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
        return (scalar, UTF8.width(scalar))
    }

    /// The character that ends before `index`.
    static func decode(_ text: [UInt8], before index: Int) -> (scalar: Unicode.Scalar, count: Int)? {
        var start = index - 1
        while start > 0, start > index - 4, text[start] & 0xC0 == 0x80 { start -= 1 }
        guard start >= 0, let found = decode(text, at: start), start + found.count == index else { return nil }
        return found
    }

    /// How many characters a text has.
    static func count(_ text: [UInt8]) -> Int {
        text.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }
}
