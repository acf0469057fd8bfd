// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Cuts a folded text into words in one pass, lower-casing it on the way.
struct NameTokenizer {
    private var lower: [UInt8]
    private var tokens: [NameToken] = []
    private var gap = GapReader()

    /// The words of a folded text.
    static func tokenize(_ folded: [UInt8]) -> NameText {
        var tokenizer = NameTokenizer(folded)
        tokenizer.run(folded)
        return NameText(lower: tokenizer.lower, tokens: tokenizer.tokens)
    }

    private init(_ folded: [UInt8]) {
        lower = folded
        tokens.reserveCapacity(folded.count / 8)
    }

    private mutating func run(_ bytes: [UInt8]) {
        let text = bytes.span
        var index = 0
        while index < text.count {
            if let letter = NameLetter(at: index, in: text) {
                index = word(from: index, first: letter, in: text)
            } else {
                index = gap.read(at: index, in: bytes)
            }
        }
    }

    /// Reads one word and returns the offset after it.
    private mutating func word(from start: Int, first: NameLetter, in bytes: Span<UInt8>) -> Int {
        var index = start
        var capitals = 0
        var letters = 0
        var lastCapital = 0
        var hash = WordHash()
        var next: NameLetter? = first
        while let letter = next, letter.script == first.script {
            if letter.isCapital {
                capitals += 1
                lastCapital = letters
                lower[index] = letter.lowerLead
                if letter.length == 2 { lower[index + 1] = letter.lowerTrail }
            }
            hash.add(letter.lowerLead)
            if letter.length == 2 { hash.add(letter.lowerTrail) }
            letters += 1
            index += letter.length
            next = index < bytes.count ? NameLetter(at: index, in: bytes) : nil
        }
        let shape: NameToken.Shape
        switch (first.isCapital, capitals) {
        case (_, 0): shape = .lower
        case (true, 1): shape = letters == 1 ? .upper : .capitalized
        case (_, letters): shape = .upper
        default: shape = .mixed
        }
        let after = index < bytes.count ? bytes[index] : 0
        tokens.append(
            NameToken(
                start: start, end: index, script: first.script, shape: shape, gap: gap.kind, letters: letters,
                lastCapital: lastCapital, hash: hash.value,
                startsSentence: gap.startsSentence, isQuoted: gap.endsWithQuote,
                isCode: gap.endsWithCode || (gap.endsWithSlash && first.script == .latin)
                    || Self.isCode(after, script: first.script)))
        gap = GapReader(afterWord: true)
        return index
    }

    /// Whether a byte right after a word makes it a piece of code.
    private static func isCode(_ byte: UInt8, script: NameToken.Script) -> Bool {
        switch byte {
        case 0x30...0x39, UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "\\"): true
        case UInt8(ascii: "("), UInt8(ascii: "="), UInt8(ascii: "/"): script == .latin
        default: false
        }
    }
}
