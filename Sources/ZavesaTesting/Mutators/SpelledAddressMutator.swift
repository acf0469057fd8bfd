// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Writes the signs of an e-mail address in words.
struct SpelledAddressMutator: Mutator {
    let name = "Spelled addresses"
    let about = "e-mail addresses with «собака», at, آت, «точка», dot, نقطة, underscores and hyphens in words"
    let threshold = 0.95

    func mutate(_ text: MarkedText, of kind: ValueKind, using generator: inout SplitMix64) -> MarkedText? {
        guard kind == .address, text.value.count(where: { $0 == "@" }) == 1,
            let at = text.value.firstIndex(of: "@"), text.value[at...].contains("."), text.value[0] != "\"",
            !text.value.contains("'"), !text.value.contains("＠"),
            // The address of a map has the sign as well, and nobody dictates it.
            !text.value.contains("/")
        else { return nil }
        var text = text
        let words = Self.words(in: text.language, using: &generator)
        text.value = text.value.enumerated().flatMap { index, scalar -> [Unicode.Scalar] in
            switch scalar {
            case "@": Array(words.at.unicodeScalars)
            case ".": Array(words.dot.unicodeScalars)
            case "_": Array(words.underscore.unicodeScalars)
            // In punycode the hyphens are never said.
            case "-" where index < at: Array(words.hyphen.unicodeScalars)
            default: [scalar]
            }
        }
        return text
    }

    private static func words(
        in language: MarkedText.Language, using generator: inout SplitMix64
    ) -> (at: String, dot: String, underscore: String, hyphen: String) {
        switch language {
        case .russian:
            (
                [" собака ", " собачка ", " (собака) ", " эт "].pick(&generator),
                " точка ", " подчеркивание ", [" дефис ", " тире "].pick(&generator)
            )
        case .english:
            (
                [" at ", " [at] ", " (at) ", " AT "].pick(&generator),
                [" dot ", " (dot) ", " [dot] "].pick(&generator), " underscore ",
                [" dash ", " hyphen "].pick(&generator)
            )
        case .arabic:
            ([" آت ", " ات "].pick(&generator), " نقطة ", " اندرسكور ", " شرطة ")
        }
    }
}
