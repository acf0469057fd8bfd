// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Weighs against words that name a thing, or are a part of its name, though they may name a person elsewhere: "the Otto
/// Hahn Peace Medal", "Bilka is a chain of shops", "the album Amigo", "Santa Barbara", "Major General".
struct ThingNames {
    /// How many words may stand between a name and the word that ends a thing's name, and before that name.
    private static let longestTail = 3
    private static let longestHead = 4
    /// How many words behind "is a" may say what something is.
    private static let saidWithin = 5
    /// What is less likely is not looked at: even as a repetition it is not reported.
    private static let least = CandidateSelection.floor - NameWeights.repeatsName

    let text: NameText
    let surroundings: NameSurroundings
    let evidence: TaggerEvidence

    /// Adds what speaks against each candidate.
    func weigh(_ candidates: inout [NameCandidate]) {
        guard candidates.contains(where: { $0.score.logOdds >= Self.least }) else { return }
        let begins = Set(candidates.filter { $0.score.logOdds >= 0 }.map(\.tokens.lowerBound))
        let firms = FirmNames(text: text, surroundings: surroundings, evidence: evidence).words()
        var things = Things()
        var isJudged = [Bool](repeating: false, count: candidates.count)
        for index in candidates.indices where candidates[index].score.logOdds >= Self.least {
            let tokens = candidates[index].tokens
            let isSaid = isSubject(tokens) && isSaidToBeThing(tokens)
            if isSaid || isPartOfThing(tokens) || isPair(tokens) || followsKind(tokens) {
                if isSaid { things.names.insert(hashes(tokens)) }
                if candidates[index].score.logOdds >= 0 { things.words.formUnion(tokens) }
                candidates[index].score.add("name of a thing", NameWeights.ofThing)
            } else if firms.contains(tokens.lowerBound) {
                candidates[index].score.add("one of a firm's names", NameWeights.ofThing)
            } else if isLone(tokens) || isTitle(tokens) && begins.contains(tokens.upperBound) {
                candidates[index].score.add("no name alone", NameWeights.ofThing)
            } else {
                continue
            }
            isJudged[index] = true
        }
        weighRest(&candidates, things, &isJudged)
    }

    /// What things are called, and the words that stand in their names.
    private struct Things {
        var names: Set<[UInt64]> = []
        var words: Set<Int> = []
    }

    /// Weighs the names of things wherever they stand, and then the single words of them.
    private func weighRest(_ candidates: inout [NameCandidate], _ things: Things, _ isJudged: inout [Bool]) {
        guard !things.names.isEmpty || !things.words.isEmpty else { return }
        var words = things.words
        for index in candidates.indices where !isJudged[index] {
            guard things.names.contains(hashes(candidates[index].tokens)) else { continue }
            if candidates[index].score.logOdds >= 0 { words.formUnion(candidates[index].tokens) }
            candidates[index].score.add("said to be a thing", NameWeights.ofThing)
            isJudged[index] = true
        }
        for index in candidates.indices where !isJudged[index] && words.isSuperset(of: candidates[index].tokens) {
            candidates[index].score.add("part of a thing's name", NameWeights.ofThing)
        }
    }

    /// Whether a name opens its sentence or stands behind a mark, so that what is said is said of it and nothing longer:
    /// not the Stan of "Bullocks to Stan is an episode".
    private func isSubject(_ tokens: Range<Int>) -> Bool {
        let first = text.tokens[tokens.lowerBound]
        if first.startsSentence || first.gap != .space && first.gap != .hyphen { return true }
        let before = tokens.lowerBound - 1
        return first.gap == .space && text.tokens[before].startsSentence
            && surroundings.roles(at: before).contains(.never)
    }

    private func hashes(_ tokens: Range<Int>) -> [UInt64] { tokens.map { text.tokens[$0].hash } }

    /// "… is a small village in", whatever the letter case.
    private func isSaidToBeThing(_ tokens: Range<Int>) -> Bool {
        let verb = tokens.upperBound
        guard surroundings.rolesAfter(verb).contains(.copula), surroundings.rolesAfter(verb + 1).contains(.never),
            surroundings.rolesBefore(tokens.lowerBound).isDisjoint(with: [.honorific, .title])
        else { return false }
        for index in verb + 2..<max(verb + 2, min(verb + 2 + Self.saidWithin, text.tokens.count)) {
            guard [.space, .hyphen].contains(text.tokens[index].gap) else { return false }
            if text.tokens[index].isCapital, text.letterCase == .mixed { continue }
            let roles = surroundings.roles(at: index)
            if roles.contains(.thing), endsPhrase(index) { return true }
            if roles.contains(.never) { return false }
        }
        return false
    }

    /// Whether a noun is the last one of its phrase: a mark, a small word or a participle follows, no other noun.
    private func endsPhrase(_ index: Int) -> Bool {
        guard index + 1 < text.tokens.count, [.space, .hyphen].contains(text.tokens[index + 1].gap) else { return true }
        if !surroundings.roles(at: index + 1).isDisjoint(with: [.never, .locative]) { return true }
        return text.word(text.tokens[index + 1]).suffix(2).elementsEqual("ed".utf8)
    }

    /// "the Otto Hahn Peace Medal": words with capitals up to one that ends the name of a thing, in a sentence.
    private func isPartOfThing(_ tokens: Range<Int>) -> Bool {
        guard text.letterCase == .mixed, text.tokens[tokens.lowerBound].script == .latin else { return false }
        var first = tokens.lowerBound
        while first > 0, tokens.lowerBound - first < Self.longestHead, text.tokens[first].gap == .space,
            text.tokens[first - 1].isCapital
        {
            first -= 1
        }
        let follows = first > 0 && text.tokens[first].gap == .space && text.tokens[first - 1].shape == .lower
        let hasArticle = first < tokens.lowerBound && surroundings.roles(at: first).contains(.never)
        var last = tokens.upperBound
        while last < text.tokens.count, last - tokens.upperBound <= Self.longestTail, text.tokens[last].isCapital,
            text.tokens[last].gap == .space || text.tokens[last].gap == .dotSpace && text.tokens[last - 1].letters == 1
        {
            last += 1
            if surroundings.roles(at: last - 1).contains(.thingAfter) { return follows || hasArticle || goesOn(last) }
        }
        return false
    }

    /// Whether a word in small letters follows: the words before are no headline.
    private func goesOn(_ index: Int) -> Bool {
        index < text.tokens.count && text.tokens[index].gap == .space && text.tokens[index].shape == .lower
    }

    /// Two words that are a place or a party together, whatever follows.
    private func isPair(_ tokens: Range<Int>) -> Bool {
        guard tokens.count >= 2 else { return false }
        let (first, second) = (text.tokens[tokens.lowerBound], text.tokens[tokens.lowerBound + 1])
        guard second.gap == .space || second.gap == .hyphen else { return false }
        return surroundings.context.roles(of: text.word(first), text.word(second)).contains(.never)
    }

    /// "the album Amigo," but not "the album Anna made": what follows must not be a verb.
    private func followsKind(_ tokens: Range<Int>) -> Bool {
        let first = text.tokens[tokens.lowerBound]
        guard first.isCapital, tokens.lowerBound > 0, text.tokens[tokens.lowerBound - 1].shape == .lower,
            first.gap == .space || first.gap == .other && first.isQuoted,
            surroundings.roles(at: tokens.lowerBound - 1).contains(.thingBefore)
        else { return false }
        guard tokens.upperBound < text.tokens.count else { return true }
        let next = text.tokens[tokens.upperBound]
        switch next.gap {
        case .apostrophe: return false
        case .space: return surroundings.roles(at: tokens.upperBound).contains(.locative) || next.isCapital
        default: return true
        }
    }

    /// "Venus", but not "Venus Williams" or "a girl named Venus".
    private func isLone(_ tokens: Range<Int>) -> Bool {
        guard tokens.count == 1, surroundings.roles(at: tokens.lowerBound).contains(.lone),
            surroundings.rolesBefore(tokens.lowerBound).isDisjoint(with: [.introduction, .honorific])
        else { return false }
        let isLatin = text.tokens[tokens.lowerBound].script == .latin
        guard isLatin, tokens.upperBound < text.tokens.count else { return true }
        let next = text.tokens[tokens.upperBound]
        return next.gap != .space || !next.isCapital || text.letterCase != .mixed
    }

    /// The General of "Major General".
    private func isTitle(_ tokens: Range<Int>) -> Bool {
        tokens.count == 1 && tokens.upperBound < text.tokens.count && text.tokens[tokens.upperBound].gap == .space
            && text.letterCase == .mixed
            && !surroundings.roles(at: tokens.lowerBound).isDisjoint(with: [.title, .honorific])
    }
}
