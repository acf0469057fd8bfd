// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Brings together what the rules propose and what the tagger says.
///
/// The tagger's word on the words of a candidate counts as evidence for or against it; where it is sure of a person, its
/// own stretch of words is a candidate as well.
struct TaggedCandidates {
    /// How much the rules' log-odds count beside the tagger's, which knows of them already; more in Arabic, whose tagger
    /// has seen the least text.
    private static let weight = 0.5
    private static let weightArabic = 0.8
    /// How much the tagger alone can take from what the rules are sure of; less in Cyrillic, where they know all case forms.
    private static let most = 6.0
    private static let mostCyrillic = 4.0
    /// The same where a label or a form of address stands before a name.
    private static let mostAnnounced = 1.0
    /// The same for a word inside a sentence that is a usual given name and nothing else; more in Arabic, which has no capitals.
    private static let mostUsual = 0.0
    private static let mostUsualArabic = 1.5
    /// The same where somebody says a name that no list has, in small letters.
    private static let mostNamed = 0.9
    /// What a word alone loses that begins a sentence and is an ordinary word.
    private static let ordinaryFirst = 1.2
    /// Beyond this probability the rules decide which words belong to the name.
    private static let enough: Float = 0.93
    /// How much more it takes where no rule sees a name; less in Latin script, where the tagger knows the most words.
    private static let alone = 1.0
    private static let aloneLatin = 0.2
    /// How much it takes besides in Arabic, which has no capitals, where no list has any of the words as a name's.
    private static let unlisted = 0.5
    /// What a short word in a text of capitals loses that no list has as a name's: an acronym more often than not.
    private static let shortCapitals = 1.5
    /// The same for one word beside a piece of code, and how many words back that may be.
    private static let nearCode = 1.0
    private static let codeReach = 3
    /// The probability from which words are a candidate of the tagger's own.
    private static let threshold: Float = 0.2

    let text: NameText
    let tagged: TaggedText
    let evidence: TaggerEvidence
    let surroundings: NameSurroundings
    let explains: Bool

    /// The rules' candidates with the tagger's evidence, and the tagger's own.
    func merge(_ proposed: [NameCandidate]) -> [NameCandidate] {
        guard !tagged.runs.isEmpty else { return proposed }
        var merged = proposed
        for index in merged.indices {
            let rules = merged[index].score.logOdds
            guard let odds = logOdds(telling(merged[index].tokens, rules: rules)) else { continue }
            let most = most(against: merged[index])
            let weight = script(merged[index].tokens) == .arabic ? Self.weightArabic : Self.weight
            if rules * weight + odds >= rules - most {
                merged[index].score.weigh(weight)
                merged[index].score.add("tagger", odds)
                let before = surroundings.rolesBefore(merged[index].tokens.lowerBound)
                if merged[index].tokens.count == 1, before.contains(.facilityBefore) {
                    merged[index].score.add("facility before", NameWeights.afterFacilityWord * (1 - weight))
                }
            } else {
                merged[index].score.add("tagger", -most)
            }
        }
        let longer = likely(merged)
        for run in tagged.runs {
            find(in: run) { candidate in
                let known = longer[candidate.tokens.lowerBound]
                guard known.count <= candidate.tokens.count || known.upperBound < candidate.tokens.upperBound else {
                    return
                }
                merged.append(candidate)
            }
        }
        return merged
    }

    /// The words of a candidate that the tagger is asked about: of two that the rules take for a name, the second alone where
    /// the tagger is sure of it, "May Thornton", «Толстой Лев».
    private func telling(_ tokens: Range<Int>, rules: Double) -> Range<Int> {
        guard tokens.count == 2, rules >= 0, script(tokens) != .arabic,
            tagged.person(tokens.lowerBound + 1) >= Self.enough
        else { return tokens }
        return tokens.lowerBound + 1..<tokens.upperBound
    }

    /// By word: the words of a name that the rules and the tagger together think likely; empty where there is none.
    private func likely(_ candidates: [NameCandidate]) -> [Range<Int>] {
        var likely = [Range<Int>](repeating: 0..<0, count: text.tokens.count)
        for candidate in candidates where candidate.tokens.count > 1 && candidate.score.logOdds >= 0 {
            for index in candidate.tokens where likely[index].count < candidate.tokens.count {
                likely[index] = candidate.tokens
            }
        }
        return likely
    }

    /// The log-odds of the mean probability that words are a person's name; `nil` if their script has no tagger.
    private func logOdds(_ tokens: Range<Int>) -> Double? {
        guard let caution = tagged.caution(script(tokens)) else { return nil }
        var sum: Float = 0
        var count: Float = 0
        for index in tokens where tokens.count == 1 || !isLeftToRules(index) {
            sum += tagged.person(index)
            count += 1
        }
        let mean = count == 0 ? 0.5 : Double(min(max(sum / count, 0.001), Self.enough))
        return LogOdds.logOdds(mean) - caution
    }

    private func script(_ tokens: Range<Int>) -> NameToken.Script { text.tokens[tokens.lowerBound].script }

    /// How much can be taken from what the rules say of a candidate: nothing where an introduction or a field's name
    /// announces a person, where several words follow a colon, where the text is nothing but the name, and where a
    /// clitic was split off.
    private func most(against candidate: NameCandidate) -> Double {
        let first = candidate.tokens.lowerBound
        let before = surroundings.rolesBefore(first)
        // "call me later": what stands in small letters among capitals is a name only if it reads like one.
        if text.letterCase == .mixed, text.tokens[first].shape == .lower {
            if candidate.handing == .said { return Self.most }
            if candidate.handing == .named { return Self.mostNamed }
        }
        if surroundings.fieldHoldsName || before.contains(.introduction) || candidate.handing == .spelled
            || candidate.tokens.count == text.tokens.count
            || candidate.span.lowerBound > text.tokens[first].start
            || (text.tokens[first].gap == .colon && (candidate.tokens.count > 1 || before.contains(.nameField)))
        {
            return 0
        }
        if !before.isDisjoint(with: [.honorific, .label]) { return Self.mostAnnounced }
        // «Мороз Л. П.»: two initials make a surname of an ordinary word.
        if script(candidate.tokens) == .cyrillic, candidate.tokens.count == 3,
            candidate.tokens.count(where: { text.tokens[$0].letters == 1 }) == 2
        {
            return Self.mostAnnounced
        }
        if candidate.isUsual { return script(candidate.tokens) == .arabic ? Self.mostUsualArabic : Self.mostUsual }
        return script(candidate.tokens) == .cyrillic ? Self.mostCyrillic : Self.most
    }

    /// Whether a word of a name is one of the initials, a kunya's or nasab's: the rules know better.
    private func isLeftToRules(_ index: Int) -> Bool {
        let token = text.tokens[index]
        if token.script == .arabic {
            return token.letters == 1 || !surroundings.roles(at: index).isDisjoint(with: [.kunya, .nasab])
        }
        if token.letters == 1, text.letterCase == .small { return true }
        return token.shape == .upper && token.letters <= (token.script == .cyrillic ? 2 : 1)
    }

    /// The stretches of a run that the tagger takes for persons; no name goes on after a colon.
    private func find(in run: Range<Int>, report: (NameCandidate) -> Void) {
        var start: Int?
        for index in run {
            let isPerson =
                tagged.person(index) >= Self.threshold && !surroundings.roles(at: index).contains(.never)
            let isFirst =
                tagged.tags[index][TaggerTag.firstPerson.rawValue] > tagged.tags[index][TaggerTag.laterPerson.rawValue]
            if let first = start, !isPerson || isFirst || text.tokens[index].gap == .colon {
                report(candidate(first..<index))
                start = nil
            }
            if isPerson, start == nil { start = index }
        }
        if let start { report(candidate(start..<run.upperBound)) }
    }

    private func candidate(_ tokens: Range<Int>) -> NameCandidate {
        var score = EvidenceSum("name prior", prior: 0, explains: explains)
        let alone = script(tokens) == .latin ? Self.aloneLatin : Self.alone
        score.add("tagger alone", (logOdds(tokens) ?? 0) - alone)
        let first = text.tokens[tokens.lowerBound]
        if first.script == .arabic, !tokens.contains(where: evidence.isArabicName) {
            score.add("in no list", -Self.unlisted)
        }
        if tokens.count == 1, text.letterCase == .large, first.letters <= 5,
            !evidence.isListedName(tokens.lowerBound, first.script)
        {
            score.add("short capitals", -Self.shortCapitals)
        }
        let before = max(0, tokens.lowerBound - Self.codeReach)..<tokens.lowerBound
        if tokens.count == 1, before.contains(where: { text.tokens[$0].isCode }) {
            score.add("code before", -Self.nearCode)
        }
        if tokens.count == 1, first.startsSentence, evidence.isOrdinary(tokens.lowerBound, first.script) {
            score.add("ordinary word first", -Self.ordinaryFirst)
        }
        surroundings.weighAgainst(tokens, parts: tokens.count, into: &score)
        let words = tokens.map { Array(text.word(text.tokens[$0])) }
        return NameCandidate(
            tokens: tokens, span: text.span(of: tokens),
            score: score, strength: .contextual, canRepeat: true, spelledName: { PersonName(words: words) })
    }
}
