// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Reads names written as one word after a number sign, such as "#MaryJones": a given name and a surname, each with a
/// capital.
///
/// The tagger has no say in these: to it the whole is one word that nobody knows.
struct HashtagReader {
    /// Parts of fewer letters are too often the beginnings of other words.
    private static let leastLetters = 3
    private static let mostParts = 3
    private static let capitals: ClosedRange<UInt8> = 0x41...0x5A

    /// The folded text, which has the capitals.
    let source: [UInt8]
    let text: NameText
    let names: LatinNames
    let explains: Bool

    /// A candidate for each hashtag that is a name.
    func candidates(report: (NameCandidate) -> Void) {
        for (index, token) in text.tokens.enumerated()
        where token.script == .latin && token.shape == .mixed && token.start > 0
            && source[token.start - 1] == UInt8(ascii: "#")
        {
            let parts = parts(of: token)
            guard let first = parts.first, let last = parts.last, (2...Self.mostParts).contains(parts.count),
                let score = score(given: first, surname: last)
            else { continue }
            let words = parts.map { Array(text.lower[$0]) }
            report(
                NameCandidate(
                    tokens: index..<index + 1, span: token.start..<token.end, score: score, strength: .contextual,
                    canRepeat: false, spelledName: { Self.name(words) }))
        }
    }

    /// The stretches of a word that begin with a capital; none where the word begins otherwise or one of them is short.
    private func parts(of token: NameToken) -> [Range<Int>] {
        var starts: [Int] = []
        for offset in token.start..<token.end where Self.capitals.contains(source[offset]) { starts.append(offset) }
        guard starts.first == token.start else { return [] }
        let ends = starts.dropFirst() + [token.end]
        let parts = zip(starts, ends).map { $0..<$1 }
        return parts.allSatisfy { $0.count >= Self.leastLetters } ? parts : []
    }

    private func score(given: Range<Int>, surname: Range<Int>) -> EvidenceSum? {
        let first = names.flags(ofHash: WordHash.of(text.lower[given]))
        let last = names.flags(ofHash: WordHash.of(text.lower[surname]))
        guard first.isGiven, first.isDisjoint(with: [.frequent, .place]) || first.contains(.usualGiven),
            last.isDisjoint(with: [.frequent, .place])
        else { return nil }
        if !last.contains(.surname), !last.isEmpty || !first.contains(.usualGiven) { return nil }
        var score = EvidenceSum("name prior", prior: NameWeights.prior, explains: explains)
        score.add("given name", first.contains(.usualGiven) ? NameWeights.latinGivenUsual : NameWeights.latinGiven)
        score.add("surname", last.contains(.surname) ? NameWeights.latinSurname : NameWeights.unknown)
        score.add("parts adjacent", NameWeights.adjacent)
        return score
    }

    private static func name(_ words: [[UInt8]]) -> PersonName {
        var name = PersonName()
        name.givens = [words[0]]
        name.surnames = [words[words.count - 1]]
        return name
    }
}
