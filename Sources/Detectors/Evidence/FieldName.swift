// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The name of the field a text stands in, as words: `clientPassportNumber`, `passport_number`, «Номер паспорта».
struct FieldName {
    private let words: WordIndex

    /// - Parameter name: the folded name; `nil` for running text.
    init?(_ name: [UInt8]?) {
        guard let name, !name.isEmpty else { return nil }
        var spaced: [UInt8] = []
        for byte in name {
            if byte.isASCIIUppercase, spaced.last?.isASCIILowercase == true { spaced.append(UInt8(ascii: " ")) }
            spaced.append(byte)
        }
        words = WordIndex(spaced)
    }

    /// The first term of the lexicon that the name holds.
    func term(of lexicon: ContextLexicon) -> ContextTerm? {
        var found: ContextTerm?
        for index in words.words.indices where found == nil {
            lexicon.matches(in: words, at: index) { term, _ in found = found ?? term }
        }
        return found
    }
}
