// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Finds firms that bear three surnames, by the verb in the singular behind them: "Owens, Duran and Oneal is a law firm". Without it
/// three surnames are three persons.
struct FirmNames {
    let text: NameText
    let surroundings: NameSurroundings
    let evidence: TaggerEvidence

    /// The numbers of the words that are such surnames.
    func words() -> Set<Int> {
        var words: Set<Int> = []
        for index in text.tokens.indices.dropFirst() where isConjunction(index) {
            let names = [index - 2, index - 1, index + 1]
            if index > 1, text.tokens[index - 1].gap == .comma, names.allSatisfy(isSurname),
                text.tokens[index + 1].gap == .space, surroundings.rolesAfter(index + 2).contains(.copula)
            {
                words.formUnion(names)
            }
        }
        return words
    }

    private func isConjunction(_ index: Int) -> Bool {
        [.space, .comma].contains(text.tokens[index].gap) && surroundings.roles(at: index).contains(.conjunction)
    }

    /// Whether a list has a word as a surname, and not as a usual given name: three friends are no firm.
    private func isSurname(_ index: Int) -> Bool {
        guard text.tokens.indices.contains(index), text.tokens[index].script == .latin,
            text.tokens[index].isCapital || text.letterCase == .small
        else { return false }
        let flags = evidence.latinFlags(index)
        return flags.contains(.surname) && !flags.contains(.usualGiven)
    }
}
