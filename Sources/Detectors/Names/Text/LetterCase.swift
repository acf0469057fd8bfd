// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How the letters of a whole text are written; where they are all alike, capitals say nothing about names.
enum LetterCase: UInt64, Sendable {
    /// No capitals to speak of.
    case small
    /// As prose has them.
    case mixed
    /// Mostly capitals.
    case large

    init(of tokens: [NameToken]) {
        var capitalized = 0
        var upper = 0
        var counted = 0
        for token in tokens where token.script != .arabic && token.letters > 1 {
            counted += 1
            if token.shape == .upper { upper += 1 } else if token.isCapital { capitalized += 1 }
        }
        if upper * 3 > counted * 2, counted > 0 {
            self = .large
        } else {
            self = (capitalized + upper) * 50 < counted || capitalized + upper == 0 ? .small : .mixed
        }
    }
}
