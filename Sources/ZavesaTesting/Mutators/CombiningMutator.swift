// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Puts combining marks over letters and digits, and takes letters with marks apart.
struct CombiningMutator: Mutator {
    let name = "Combining"
    let about = "accents, strokes and enclosing marks on letters and digits; й, ё and é decomposed"
    let threshold = 0.99

    private static let marks: [Unicode.Scalar] = [
        "\u{300}", "\u{301}", "\u{302}", "\u{303}", "\u{304}", "\u{308}", "\u{30A}", "\u{323}", "\u{327}", "\u{332}",
        "\u{335}", "\u{336}", "\u{489}", "\u{20DD}", "\u{20E3}",
    ]
    /// Marks that make another letter of a Cyrillic one: и and the breve are й.
    private static let harmless: [Unicode.Scalar] = ["\u{300}", "\u{323}", "\u{332}", "\u{335}", "\u{336}"]

    func mutate(_ text: MarkedText, of kind: ValueKind, using generator: inout SplitMix64) -> MarkedText? {
        var text = text
        text.mapScalars { Array($0.decomposed) }
        guard text.value.contains(where: { $0.isASCIIDigit || $0.isLatin || $0.isCyrillic }) else { return nil }
        let every = Int.random(in: 1...4, using: &generator)
        text.value = marked(text.value, every: every, using: &generator)
        if generator.once(in: 2) { text.before = marked(text.before, every: every + 2, using: &generator) }
        return text
    }

    private func marked(
        _ text: [Unicode.Scalar], every: Int, using generator: inout SplitMix64
    ) -> [Unicode.Scalar] {
        text.flatMap { scalar -> [Unicode.Scalar] in
            guard generator.once(in: every) else { return [scalar] }
            if scalar.isCyrillic { return [scalar, Self.harmless.pick(&generator)] }
            return scalar.isASCIIDigit || scalar.isLatin ? [scalar, Self.marks.pick(&generator)] : [scalar]
        }
    }
}

extension Unicode.Scalar {
    /// The letter and its marks, for the letters that texts of three languages hold.
    var decomposed: [Unicode.Scalar] {
        switch self {
        case "й": ["и", "\u{306}"]
        case "Й": ["И", "\u{306}"]
        case "ё": ["е", "\u{308}"]
        case "Ё": ["Е", "\u{308}"]
        case "é": ["e", "\u{301}"]
        case "أ": ["ا", "\u{654}"]
        case "إ": ["ا", "\u{655}"]
        case "آ": ["ا", "\u{653}"]
        case "ؤ": ["و", "\u{654}"]
        case "ئ": ["ي", "\u{654}"]
        default: [self]
        }
    }
}
