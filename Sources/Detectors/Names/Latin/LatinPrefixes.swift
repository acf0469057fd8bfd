// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Beginnings of names that are followed by a capital: "McElroy", "DeShawn", "LeBatelier".
enum LatinPrefixes {
    private static let all = [
        "mc", "mac", "le", "la", "de", "di", "da", "du", "van", "von", "fitz", "st", "el", "al", "ben", "ten",
    ].map { Array($0.utf8) }
    /// How many letters have to follow.
    private static let least = 3

    /// Whether a word's last capital stands right behind such a beginning.
    static func begin(_ token: NameToken, in text: NameText) -> Bool {
        token.shape == .mixed && token.letters >= token.lastCapital + least
            && all.contains { $0.count == token.lastCapital && text.word(token).starts(with: $0) }
    }
}
