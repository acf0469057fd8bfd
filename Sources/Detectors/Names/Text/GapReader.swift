// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Reads what stands between two words and says what it means for them.
struct GapReader {
    private(set) var endsWithQuote = false
    private(set) var endsWithCode = false
    private(set) var endsWithSlash = false
    private var isFirst: Bool
    private var length = 0
    private var first: UInt8 = 0
    private var newlines = 0
    private var spaces = 0
    private var tabs = 0
    private var colons = 0
    private var quotes = 0
    private var endsSentence = false

    /// The gap before the first word, or after a word.
    init(afterWord: Bool = false) {
        isFirst = !afterWord
    }

    /// Takes the character at `index` and returns the offset after it.
    mutating func read(at index: Int, in bytes: [UInt8]) -> Int {
        let byte = bytes[index]
        let width = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        endsWithQuote = false
        endsWithCode = false
        endsWithSlash = false
        if length == 0 { first = byte }
        length += 1
        switch byte {
        case 0x20, 0x0D: spaces += 1
        case 0x09:
            spaces += 1
            tabs += 1
        case 0x0A: newlines += 1
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ";"): endsSentence = true
        case UInt8(ascii: "\""):
            endsWithQuote = true
            quotes += 1
        case UInt8(ascii: "'"): quotes += 1
        case UInt8(ascii: ":"): colons += 1
        // «Гончар И., Швец О.»: the full stop was that of an initial.
        case UInt8(ascii: ","): endsSentence = false
        case 0x30...0x39, UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "\\"), UInt8(ascii: "#"),
            UInt8(ascii: "$"):
            endsWithCode = true
        case UInt8(ascii: "/"): endsWithSlash = true
        default: if byte >= 0x80 { wide(at: index, in: bytes) }
        }
        return min(index + width, bytes.count)
    }

    /// What the gap is, once it is read.
    var kind: NameToken.Gap {
        if isFirst { return .start }
        if length == 0 { return .none }
        if newlines > 0 { return newlines == 1 && spaces + newlines == length ? .newline : .other }
        // A tab parts cells as a line break parts lines.
        if spaces == length { return tabs > 0 ? .newline : .space }
        // A key and its value: {"name": "…"}.
        if colons == 1, colons + quotes + spaces == length { return .colon }
        switch (first, length - spaces) {
        case (UInt8(ascii: "-"), 1) where spaces == 0: return .hyphen
        case (UInt8(ascii: "'"), 1) where spaces == 0: return .apostrophe
        case (UInt8(ascii: "."), 1): return spaces == 0 ? .dot : .dotSpace
        case (UInt8(ascii: ","), 1): return .comma
        default: return .other
        }
    }

    /// Whether a sentence, line or quotation begins after the gap.
    var startsSentence: Bool { isFirst || endsSentence || newlines > 0 || endsWithQuote }

    /// Quotation marks, the ellipsis and the typographic apostrophe.
    private mutating func wide(at index: Int, in bytes: [UInt8]) {
        guard index + 1 < bytes.count else { return }
        switch (bytes[index], bytes[index + 1]) {
        case (0xC2, 0xAB): endsWithQuote = true
        case (0xE2, 0x80):
            let last = index + 2 < bytes.count ? bytes[index + 2] : 0
            endsWithQuote = last == 0x9C || last == 0x9E || last == 0x98
            endsSentence = endsSentence || last == 0xA6 || last == 0xA2
            if last == 0x99, length == 1 { first = UInt8(ascii: "'") }
        default: break
        }
    }
}
