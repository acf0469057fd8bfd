// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Puts invisible characters into the value and the words around it, or spells the value with tag characters alone.
struct InvisibleMutator: Mutator {
    let name = "Invisible"
    let about = """
        zero-width characters, soft hyphens, fillers, variation selectors and tags between characters; the value \
        in tag characters
        """
    let threshold = 0.99

    private static let characters: [Unicode.Scalar] = [
        "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{180E}", "\u{3164}", "\u{FE0F}",
        "\u{FE00}",
        "\u{34F}", "\u{2062}", "\u{E0041}", "\u{E0031}", "\u{E007F}", "\u{115F}",
    ]

    func mutate(_ text: MarkedText, of kind: ValueKind, using generator: inout SplitMix64) -> MarkedText? {
        var text = text
        let isASCII = text.value.allSatisfy { 0x20..<0x7F ~= $0.value }
        if isASCII, text.value.count > 3, generator.once(in: 6) {
            text.value = text.value.compactMap { Unicode.Scalar(0xE0000 + $0.value) }
            return text
        }
        text.value = Insertion.insert(Self.characters, into: text.value, using: &generator)
        if generator.once(in: 2) {
            text.before = Insertion.insert(Self.characters, into: text.before, using: &generator)
            text.after = Insertion.insert(Self.characters, into: text.after, using: &generator)
        }
        return text
    }
}

/// Puts characters between those of a text.
enum Insertion {
    /// Up to one in two gaps gets a character, at least one does; none at the ends.
    static func insert(
        _ characters: [Unicode.Scalar], into text: [Unicode.Scalar], using generator: inout SplitMix64
    ) -> [Unicode.Scalar] {
        guard text.count > 1 else { return text }
        let every = Int.random(in: 2...6, using: &generator)
        let sure = Int.random(in: 1..<text.count, using: &generator)
        var output: [Unicode.Scalar] = []
        for (index, scalar) in text.enumerated() {
            if index == sure || (index > 0 && generator.once(in: every)) { output.append(characters.pick(&generator)) }
            output.append(scalar)
        }
        return output
    }
}
