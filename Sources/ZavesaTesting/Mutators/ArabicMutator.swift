// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What people and files do to Arabic text: vowel signs, stretched strokes, letter variants, presentation forms, clitics.
struct ArabicMutator: Mutator {
    let name = "Arabic"
    let about = "vowel signs, tatweel, variants of alef, yeh and heh, Persian letters, presentation forms, proclitics"
    let threshold = 0.97
    let languages = [MarkedText.Language.arabic]

    private static let vowels: [Unicode.Scalar] = [
        "\u{64B}", "\u{64C}", "\u{64D}", "\u{64E}", "\u{64F}", "\u{650}", "\u{651}", "\u{652}", "\u{670}",
    ]
    private static let variants: [Unicode.Scalar: [Unicode.Scalar]] = [
        "ا": ["أ", "إ", "آ", "ٱ"], "أ": ["ا"], "إ": ["ا"], "ي": ["ى", "ی"], "ى": ["ي"], "ة": ["ه"], "ه": ["ة"],
        "ك": ["ک"], "و": ["ؤ"],
    ]
    /// The isolated presentation form of each letter.
    private static let forms: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
        uniqueKeysWithValues: zip(
            "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي".unicodeScalars,
            [
                0xFE80, 0xFE81, 0xFE83, 0xFE85, 0xFE87, 0xFE89, 0xFE8D, 0xFE8F, 0xFE93, 0xFE95, 0xFE99, 0xFE9D, 0xFEA1,
                0xFEA5, 0xFEA9, 0xFEAB, 0xFEAD, 0xFEAF, 0xFEB1, 0xFEB5, 0xFEB9, 0xFEBD, 0xFEC1, 0xFEC5, 0xFEC9, 0xFECD,
                0xFED1, 0xFED5, 0xFED9, 0xFEDD, 0xFEE1, 0xFEE5, 0xFEE9, 0xFEED, 0xFEEF, 0xFEF1,
            ].compactMap { Unicode.Scalar($0 as UInt32) }))

    func mutate(_ text: MarkedText, of kind: ValueKind, using generator: inout SplitMix64) -> MarkedText? {
        var text = text
        let withValue = kind != .secret
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: add(Self.vowels, to: &text, includingValue: withValue, using: &generator)
        case 1: add(["\u{640}"], to: &text, includingValue: withValue, using: &generator)
        case 2:
            text.mapScalars(includingValue: withValue) { scalar in
                guard generator.once(in: 2), let others = Self.variants[scalar] else { return [scalar] }
                return [others.pick(&generator)]
            }
        case 3: text.mapScalars(includingValue: withValue) { [Self.forms[$0] ?? $0] }
        default: addClitic(to: &text.before, using: &generator)
        }
        return text
    }

    private func add(
        _ marks: [Unicode.Scalar], to text: inout MarkedText, includingValue: Bool, using generator: inout SplitMix64
    ) {
        text.mapScalars(includingValue: includingValue) { scalar in
            scalar.isArabicLetter && generator.once(in: 2) ? [scalar, marks.pick(&generator)] : [scalar]
        }
    }

    /// و، ف، ب، ل، ال at the first word, as grammar allows it.
    private func addClitic(to text: inout [Unicode.Scalar], using generator: inout SplitMix64) {
        guard let first = text.firstIndex(where: \.isArabicLetter), first == 0 || !text[first - 1].isArabicLetter else {
            return
        }
        let hasArticle = text[first...].starts(with: "ال".unicodeScalars)
        let clitics = hasArticle ? ["و", "ف", "ب", "وب"] : ["و", "ف", "ب", "ل", "ال", "وال", "بال"]
        text.insert(contentsOf: clitics.pick(&generator).unicodeScalars, at: first)
    }
}
