// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What people and files do to Russian text: letter case, ё, decomposed й, Latin letters typed by mistake.
struct RussianMutator: Mutator {
    let name = "Russian"
    let about = "ё for е and back, ALL CAPS, lower case, й and ё decomposed, Latin letters typed in Cyrillic words"
    let threshold = 0.97
    let languages = [MarkedText.Language.russian]

    private static let typed: [Unicode.Scalar: Unicode.Scalar] = [
        "а": "a", "с": "c", "е": "e", "о": "o", "р": "p", "х": "x", "у": "y", "А": "A", "С": "C", "Е": "E", "О": "O",
        "Р": "P", "Н": "H", "К": "K", "М": "M", "Т": "T", "В": "B",
    ]

    func mutate(_ text: MarkedText, of kind: ValueKind, using generator: inout SplitMix64) -> MarkedText? {
        var text = text
        // The letters of a secret are what they are.
        let withValue = kind != .secret
        switch Int.random(in: 0..<5, using: &generator) {
        case 0:
            text.mapScalars(includingValue: withValue) { scalar in
                scalar == "е" && generator.once(in: 2) ? ["ё"] : [scalar == "ё" ? "е" : scalar]
            }
        case 1: text.mapScalars(includingValue: withValue) { Self.cased($0, $0.properties.uppercaseMapping) }
        case 2: text.mapScalars(includingValue: withValue) { Self.cased($0, $0.properties.lowercaseMapping) }
        case 3: text.mapScalars { $0.decomposed }
        default:
            text.before = typed(text.before, using: &generator)
            text.after = typed(text.after, using: &generator)
            if withValue { text.value = typed(text.value, using: &generator) }
        }
        return text
    }

    private static func cased(_ scalar: Unicode.Scalar, _ other: String) -> [Unicode.Scalar] {
        scalar.isCyrillic ? Array(other.unicodeScalars) : [scalar]
    }

    /// One letter of each longer word is typed on the other layout.
    private func typed(_ text: [Unicode.Scalar], using generator: inout SplitMix64) -> [Unicode.Scalar] {
        var text = text
        for word in text.indices.split(whereSeparator: { !text[$0].isCyrillic }) where word.count >= 4 {
            let places = word.filter { Self.typed[text[$0]] != nil }
            guard !places.isEmpty, places.count < word.count else { continue }
            let place = places.pick(&generator)
            text[place] = Self.typed[text[place]] ?? text[place]
        }
        return text
    }
}
