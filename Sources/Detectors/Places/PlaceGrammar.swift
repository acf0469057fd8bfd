// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Proposes the places of a text: names of the lexicon, regions by their kind, and what the tagger takes for a place.
struct PlaceGrammar {
    let text: NameText
    let reader: PlaceReader
    let surroundings: PlaceSurroundings
    let tagged: TaggedText
    let explains: Bool

    /// Every candidate, in text order, none overlapping another.
    func candidates() -> [PlaceCandidate] {
        var candidates: [PlaceCandidate] = []
        var index = 0
        var roles: PlaceRoles = []
        while index < text.tokens.count {
            let token = text.tokens[index]
            let isRead = token.shape != .lower || token.script == .arabic || surroundings.fieldHoldsPlace
            let before = roles
            roles = isRead ? [] : surroundings.roles(at: index)
            guard !token.isCode, isRead || !before.isDisjoint(with: .before) else {
                index += 1
                continue
            }
            if let candidate = region(at: index) ?? name(at: index) {
                candidates.append(candidate)
                index = candidate.tokens.upperBound
                roles = []
            } else {
                index += 1
            }
        }
        return withTagged(candidates)
    }

    // MARK: Names of the lexicon

    private func name(at index: Int) -> PlaceCandidate? {
        guard let name = reader.name(at: index), isName(name) else { return nil }
        var score = EvidenceSum("place", prior: prior(name.flags), explains: explains)
        weighWriting(name.tokens, name.flags, into: &score)
        if let odds = taggerOdds(name.tokens) {
            let isSure = name.flags.contains(.large) && !name.flags.contains(.shared)
            score.add("tagger", max(odds * PlaceWeights.tagger, isSure ? -PlaceWeights.mostAgainst : -.infinity))
        }
        var candidate = PlaceCandidate(tokens: name.tokens, span: name.span, flags: name.flags, score: score)
        weighWords(&candidate, particle: name.particle)
        // In small letters a name needs a word that announces it, whatever the tagger says.
        return isSmall(name.tokens.lowerBound) && !candidate.isAnnounced ? nil : candidate
    }

    /// Whether a name is more than a kind of place, and where it is written small, one that is nothing else.
    private func isName(_ name: PlaceName) -> Bool {
        if isSmall(name.tokens.lowerBound), !surroundings.fieldHoldsPlace {
            guard name.flags.contains(.large), !name.flags.contains(.shared) else { return false }
        }
        return name.tokens.count > 1 || surroundings.roles(at: name.tokens.lowerBound).isDisjoint(with: Self.noName)
    }

    /// Whether a word is written small in a script that has capitals.
    private func isSmall(_ index: Int) -> Bool {
        text.tokens[index].script != .arabic && text.tokens[index].shape == .lower
    }

    private static let noName: PlaceRoles = [.kind, .label, .notPlace]

    private func prior(_ flags: PlaceFlags) -> Double {
        if flags.isCode { return PlaceWeights.code }
        if flags.contains(.shared) {
            return flags.contains(.large) ? PlaceWeights.largeShared : PlaceWeights.smallShared
        }
        return flags.contains(.large) ? PlaceWeights.large : PlaceWeights.small
    }

    private func weighWriting(_ tokens: Range<Int>, _ flags: PlaceFlags, into score: inout EvidenceSum) {
        let first = text.tokens[tokens.lowerBound]
        if tokens.count > 1 { score.add("several words", PlaceWeights.severalWords) }
        if isSmall(tokens.lowerBound) { score.add("lower case", PlaceWeights.lowerCase) }
        if first.shape == .upper, first.letters <= 4, tokens.count == 1, !flags.contains(.capitals) {
            score.add("may be an acronym", PlaceWeights.acronym)
        }
        if flags.contains(.capitals), isAmongCapitals(tokens) { score.add("among capitals", PlaceWeights.acronym) }
        let after = tokens.upperBound
        let isJoined =
            first.gap == .hyphen && text.tokens[tokens.lowerBound - 1].script == first.script
            || after < text.tokens.count && text.tokens[after].gap == .hyphen && text.tokens[after].isCapital
        if isJoined { score.add("part of a compound", PlaceWeights.inCompound) }
        if surroundings.isPartOfName(after) { score.add("part of a name", PlaceWeights.partOfName) }
    }

    /// Whether a word beside an abbreviation is in capitals too, so that they say nothing: "LET US KNOW".
    private func isAmongCapitals(_ tokens: Range<Int>) -> Bool {
        [tokens.lowerBound - 1, tokens.upperBound].contains { index in
            text.tokens.indices.contains(index) && text.tokens[index].shape == .upper && text.tokens[index].letters > 2
        }
    }

    /// Adds what stands before a name, and the field it stands in.
    private func weighWords(_ candidate: inout PlaceCandidate, particle: PlaceRoles) {
        let before = surroundings.rolesBefore(candidate.tokens.lowerBound)
        let script = text.tokens[candidate.tokens.lowerBound].script
        if !before.isDisjoint(with: [.kind, .label]) {
            let weight = script == .arabic ? PlaceWeights.kindArabic : PlaceWeights.kind
            candidate.score.add("kind of place before", weight)
            candidate.isAnnounced = true
        } else if surroundings.asks(before.union(particle), asked(candidate), script) {
            candidate.score.add("preposition before", PlaceWeights.preposition)
            candidate.isAnnounced = true
        }
        if surroundings.fieldHoldsPlace {
            candidate.score.add("field", PlaceWeights.field)
            candidate.isAnnounced = true
        }
    }

    /// The case forms that count: of a word in small letters not the accusative, which most words share with the nominative.
    private func asked(_ candidate: PlaceCandidate) -> PlaceFlags {
        isSmall(candidate.tokens.lowerBound) ? candidate.flags.subtracting(.accusative) : candidate.flags
    }

    // MARK: Regions

    private static let endings = ["ая", "ой", "ую", "ою", "ий", "ого", "ому", "им", "ом"].map { Array($0.utf8) }
    private static let stems = ["ск", "цк"].map { Array($0.utf8) }
    private static let common = Array("ическ".utf8)

    /// «Одинцовский район», «Ямало-Ненецкого автономного округа»: an adjective of a place's name before a kind of region.
    private func region(at index: Int) -> PlaceCandidate? {
        let first = text.tokens[index]
        guard first.script == .cyrillic, first.isCapital else { return nil }
        let last = index + text.hyphenated(from: index) - 1
        var end = last + 1
        if end < text.tokens.count, surroundings.roles(at: end).contains(.regionMiddle) { end += 1 }
        // Few words have a kind behind them, so that this is asked first.
        guard end < text.tokens.count, surroundings.roles(at: end).contains(.regionAfter),
            (last + 1...end).allSatisfy({ text.tokens[$0].gap == .space }), isAdjective(text.word(text.tokens[last]))
        else { return nil }
        let score = EvidenceSum("kind of region after", prior: PlaceWeights.region, explains: explains)
        return PlaceCandidate(
            tokens: index..<end + 1, span: first.start..<text.tokens[end].end, flags: [.name], score: score,
            isAnnounced: true)
    }

    private func isAdjective(_ word: ArraySlice<UInt8>) -> Bool {
        for ending in Self.endings where word.suffix(ending.count).elementsEqual(ending) {
            let stem = word.dropLast(ending.count)
            return Self.stems.contains { stem.suffix($0.count).elementsEqual($0) }
                && !stem.suffix(Self.common.count).elementsEqual(Self.common)
        }
        return false
    }

    // MARK: The tagger

    /// The log-odds of the mean probability that words are a place's name; `nil` where they are not tagged.
    private func taggerOdds(_ tokens: Range<Int>) -> Double? {
        var sum: Float = 0
        for index in tokens {
            guard tagged.tags[index].sum() > 0 else { return nil }
            sum += tagged.place(index)
        }
        let mean = min(max(sum / Float(tokens.count), 1 - PlaceWeights.surest), PlaceWeights.surest)
        return LogOdds.logOdds(Double(mean))
    }

    /// The candidates, and between them the stretches of words that the tagger alone takes for places.
    private func withTagged(_ candidates: [PlaceCandidate]) -> [PlaceCandidate] {
        var free = [Bool](repeating: true, count: text.tokens.count)
        for candidate in candidates { for index in candidate.tokens { free[index] = false } }
        var all = candidates
        for run in tagged.runs {
            var start: Int?
            for index in run {
                let isPlace =
                    free[index] && tagged.place(index) >= PlaceWeights.taggerThreshold
                    && tagged.person(index) < PlaceWeights.mostPerson
                let begins =
                    tagged.tags[index][TaggerTag.firstPlace.rawValue]
                    > tagged.tags[index][TaggerTag.laterPlace.rawValue]
                if let first = start, !isPlace || begins {
                    if let own = taggersOwn(first..<index) { all.append(own) }
                    start = nil
                }
                if isPlace, start == nil, !isSmall(index), surroundings.roles(at: index).isDisjoint(with: Self.noName) {
                    start = index
                }
            }
            if let start, let own = taggersOwn(start..<run.upperBound) { all.append(own) }
        }
        return all.count == candidates.count ? all : all.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
    }

    private func taggersOwn(_ tokens: Range<Int>) -> PlaceCandidate? {
        guard let odds = taggerOdds(tokens) else { return nil }
        var score = EvidenceSum("tagger alone", prior: PlaceWeights.taggerAlone, explains: explains)
        score.add("tagger", odds)
        var candidate = PlaceCandidate(
            tokens: tokens, span: text.tokens[tokens.lowerBound].start..<text.tokens[tokens.upperBound - 1].end,
            flags: [.prepositional, .accusative], score: score)
        weighWords(&candidate, particle: [])
        return candidate
    }
}
