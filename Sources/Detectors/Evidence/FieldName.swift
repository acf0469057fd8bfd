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

    /// For each recognizer that knows a phrase of the name, the one that says most.
    func terms(of table: ContextTable) -> [Int: ContextEvidence.Term] {
        var terms: [Int: ContextEvidence.Term] = [:]
        var found: [ContextTable.Match] = []
        for index in words.words.indices { table.matches(in: words, at: index, into: &found) }
        for match in found {
            for owner in table.phrases[match.phrase].owners
            where owner.weight > terms[owner.recognizer]?.logOdds ?? -.infinity {
                terms[owner.recognizer] = ContextEvidence.Term(phrase: match.phrase, logOdds: owner.weight)
            }
        }
        return terms
    }
}
