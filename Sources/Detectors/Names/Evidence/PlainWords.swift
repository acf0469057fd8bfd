// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Weighs against words that nothing but their surroundings makes a name, though they are written as plain ones: in small
/// letters where the text has capitals, after an article or "my" ("my companie"), or with capitals and
/// each an ordinary word ("the Looking Glass"); or as the label of a number ("Ward: 7").
struct PlainWords {
    let text: NameText
    let surroundings: NameSurroundings
    let evidence: TaggerEvidence

    /// Adds what speaks against each candidate. Behind an article only a given name is one in small letters.
    func weigh(_ candidates: inout [NameCandidate]) {
        guard text.letterCase != .large else { return }
        for index in candidates.indices {
            let tokens = candidates[index].tokens
            let first = text.tokens[tokens.lowerBound]
            guard first.script != .arabic, !isAnnounced(tokens.lowerBound) else { continue }
            let isDetermined = surroundings.rolesBefore(tokens.lowerBound).contains(.determiner)
            if tokens.count == 1, isLabelOfNumber(tokens.lowerBound) {
                candidates[index].score.add("label of a number", NameWeights.plainSmall)
            } else if tokens.count == 1 {
                let isWritten = text.letterCase == .mixed || isDetermined
                guard isWritten, first.shape == .lower,
                    isPlain(tokens.lowerBound) || isDetermined && !isGiven(tokens.lowerBound)
                else { continue }
                candidates[index].score.add("no name, in small letters", NameWeights.plainSmall)
            } else if text.letterCase == .mixed, tokens.allSatisfy(isOrdinary) {
                if isDetermined, !tokens.contains(where: isGiven) {
                    candidates[index].score.add("ordinary words after an article", NameWeights.plainWords * 2)
                } else if !tokens.contains(where: isListed) {
                    candidates[index].score.add("ordinary words", NameWeights.plainWords)
                }
            }
        }
    }

    /// Whether an ordinary word stands before a colon and a number: "Ward: 7".
    private func isLabelOfNumber(_ index: Int) -> Bool {
        guard isOrdinary(index) else { return false }
        let rest = text.lower[text.tokens[index].end...].prefix(3)
        return rest.first == UInt8(ascii: ":") && rest.dropFirst().contains { (0x30...0x39).contains($0) }
    }

    private func isAnnounced(_ index: Int) -> Bool {
        !surroundings.rolesBefore(index).isDisjoint(with: [.introduction, .honorific, .label, .title, .address])
    }

    /// Whether no list has a word as a name, or one has it as an ordinary word.
    private func isPlain(_ index: Int) -> Bool { !isListed(index) || isOrdinary(index) }

    private func isListed(_ index: Int) -> Bool { evidence.isListedName(index, text.tokens[index].script) }

    private func isOrdinary(_ index: Int) -> Bool { evidence.isOrdinary(index, text.tokens[index].script) }

    private func isGiven(_ index: Int) -> Bool {
        text.tokens[index].script != .latin || evidence.latinFlags(index).isGiven
    }
}
