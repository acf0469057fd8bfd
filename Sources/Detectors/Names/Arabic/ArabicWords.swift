// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Words that Arabic names are built with, in folded spelling.
enum ArabicWords {
    /// عبد, which makes a given name with the word after it.
    static let servant = Array("عبد".utf8)
    /// آل, "the family of".
    static let family = Array("ال".utf8)
    /// أم, "mother of", also "or".
    static let mother = Array("ام".utf8)
    /// علي, which على is folded to; and the last letter of the latter.
    static let ali = Array("علي".utf8)
    static let alefMaksura = Array("ى".utf8)
    private static let yeh = Array("ي".utf8)
    /// الله, which ends names such as نصر الله.
    static let god = Array("الله".utf8)
    private static let waw = Array("و".utf8)
    /// One-letter particles written together with the word after them.
    static let clitics = ["و", "ف", "ب", "ل", "ك"].map { Array($0.utf8) }

    /// Whether a word begins with و, which may be "and".
    static func beginsWithAnd(_ word: ArraySlice<UInt8>) -> Bool { word.starts(with: waw) }

    /// Whether a word has the article and ends in ي, as الزهراني does.
    static func isNisba(_ word: ArraySlice<UInt8>) -> Bool {
        word.count >= 10 && word.starts(with: family) && word.suffix(2).elementsEqual(yeh)
    }

    /// Whether a word begins with the article ال and goes on.
    static func hasArticle(_ bytes: [UInt8], at index: Int) -> Bool {
        index + family.count < bytes.count && bytes[index..<index + family.count].elementsEqual(family)
    }
}
