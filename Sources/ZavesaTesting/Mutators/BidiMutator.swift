// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Puts marks of writing direction into the value and embeddings, overrides and isolates around it.
struct BidiMutator: Mutator {
    let name = "Bidi"
    let about = "direction marks inside the value; embeddings, overrides and isolates around it"
    let threshold = 0.99

    private static let marks: [Unicode.Scalar] = ["\u{200E}", "\u{200F}", "\u{61C}"]
    private static let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [
        ("\u{202A}", "\u{202C}"), ("\u{202B}", "\u{202C}"), ("\u{202D}", "\u{202C}"), ("\u{202E}", "\u{202C}"),
        ("\u{2066}", "\u{2069}"), ("\u{2067}", "\u{2069}"), ("\u{2068}", "\u{2069}"),
    ]

    func mutate(_ text: MarkedText, of kind: ValueKind, using generator: inout SplitMix64) -> MarkedText? {
        var text = text
        let (open, close) = Self.pairs.pick(&generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: text.value = Insertion.insert(Self.marks, into: text.value, using: &generator)
        case 1:
            text.before.append(open)
            text.after.insert(close, at: 0)
        default:
            let middle = text.value.count / 2
            text.value.insert(contentsOf: [close, Self.marks.pick(&generator)], at: middle)
            text.before.append(open)
        }
        if generator.once(in: 3) {
            text.before = Insertion.insert(Self.marks, into: text.before, using: &generator)
        }
        return text
    }
}
