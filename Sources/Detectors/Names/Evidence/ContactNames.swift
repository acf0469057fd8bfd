// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Weighs for a name right beside what one reaches a person by: "ask for Vikram on +971 …", «Зульфия (бухгалтер) 8 927 …»,
/// «كلم بندر على 055…», "Folake <folake@example.com>".
///
/// There one word is enough: a given name of the lists, or what the address of the e-mail repeats.
struct ContactNames {
    /// Less than this is no name, whatever stands beside it, and more needs no other word for it.
    private static let unsure = -3.0..<1.0
    /// The least letters of a word that an address has to repeat.
    private static let leastRepeated = 4

    let text: NameText
    let surroundings: NameSurroundings
    let evidence: TaggerEvidence
    let explains: Bool

    /// Adds the evidence to candidates, and candidates that nothing else speaks for.
    func weigh(_ candidates: inout [NameCandidate]) {
        let finder = ContactFinder(text: text, surroundings: surroundings)
        for index in text.tokens.indices where canBeName(index) {
            guard let contact = finder.contact(after: index) ?? finder.contact(before: index) else { continue }
            let places = candidates.indices.filter { candidates[$0].tokens.contains(index) }
            guard !places.contains(where: { candidates[$0].score.logOdds >= Self.unsure.upperBound }) else { continue }
            let weight = weight(of: index, beside: contact)
            for place in places where candidates[place].tokens.upperBound == index + 1 {
                guard Self.unsure.contains(candidates[place].score.logOdds) else { continue }
                let isLikely = weight != nil || isLongerName(candidates[place])
                // In Arabic, which has no capitals, any word could be one that no list has.
                guard isLikely || text.tokens[index].script != .arabic else { continue }
                candidates[place].score.add(
                    "beside contact details",
                    isLikely ? NameWeights.besideContact : NameWeights.besideContactUnlisted)
            }
            if let weight { candidates.append(candidate(index, weight)) }
        }
    }

    private func candidate(_ index: Int, _ weight: Double) -> NameCandidate {
        var score = EvidenceSum("name prior", prior: NameWeights.prior, explains: explains)
        score.add("alone beside contact details", weight)
        let tokens = index..<index + 1
        surroundings.weighAgainst(tokens, parts: 1, into: &score)
        let word = Array(text.word(text.tokens[index]))
        return NameCandidate(
            tokens: tokens, span: text.span(of: tokens), score: score, strength: .contextual,
            spelledName: { PersonName(words: [word]) })
    }

    /// What a word alone is worth; `nil` for one that nothing but the contact details speaks for.
    private func weight(of index: Int, beside contact: ContactFinder.Contact) -> Double? {
        let token = text.tokens[index]
        let isAnnounced = !surroundings.rolesBefore(index).isDisjoint(with: [.title, .relation, .label, .honorific])
        guard isAnnounced || !isPartOfTitle(index), !token.isQuoted else { return nil }
        if case .address(let local) = contact, repeats(index, local) { return NameWeights.contactRepeats }
        let (isGiven, isOrdinary, isFrequent) = given(index)
        guard isGiven else { return nil }
        guard isOrdinary else { return NameWeights.contactGiven }
        // "Will 07700 900123 do?", but "Driver Will 07700 900123".
        guard isAnnounced || !isFrequent && !token.startsSentence else { return nil }
        return NameWeights.contactGivenOrdinary
    }

    /// Whether a candidate has several words, of which the lists have one as a name.
    private func isLongerName(_ candidate: NameCandidate) -> Bool {
        candidate.tokens.count > 1 && candidate.tokens.contains(where: isListed)
    }

    private func isListed(_ index: Int) -> Bool {
        let script = text.tokens[index].script
        return script == .arabic ? evidence.isArabicName(index) : evidence.isListedName(index, script)
    }

    /// Whether the lists have a word as a given name, as an ordinary word or place, and mostly as that.
    private func given(_ index: Int) -> (isGiven: Bool, isOrdinary: Bool, isFrequent: Bool) {
        let flags: NameFlags
        switch text.tokens[index].script {
        case .cyrillic:
            let isOrdinary = evidence.isOrdinary(index, .cyrillic)
            return (evidence.isListedName(index, .cyrillic), isOrdinary, isOrdinary)
        case .latin: flags = evidence.latinFlags(index)
        case .arabic: flags = NameFlags(rawValue: UInt8(truncatingIfNeeded: evidence.flags[index]))
        }
        let isPlace = flags.contains(.place) && !flags.contains(.usualGiven)
        return (
            flags.isGiven, !flags.isDisjoint(with: [.ordinary, .frequent]) || isPlace,
            flags.contains(.frequent) || isPlace
        )
    }

    private func canBeName(_ index: Int) -> Bool {
        let token = text.tokens[index]
        let others: NameContextRoles = [.never, .placeholder, .contact, .nameField, .label, .title, .relation, .place]
        let owners: NameContextRoles = [.facilityBefore, .orgBefore, .placeBefore, .thingBefore]
        guard token.letters > 1, !token.isCode, token.shape != .mixed || token.lastCapital < 3,
            token.shape != .upper || text.letterCase == .large || token.letters > 3,
            surroundings.roles(at: index).isDisjoint(with: others),
            surroundings.rolesBefore(index).isDisjoint(with: owners)
        else { return false }
        return token.isCapital || token.script == .arabic || given(index).isGiven && !given(index).isOrdinary
    }

    /// Whether a capitalized word stands right before or behind a word: "Hotel Maria", "Maria Palace".
    private func isPartOfTitle(_ index: Int) -> Bool {
        let tokens = text.tokens
        guard tokens[index].script != .arabic else { return false }
        let isJoined = { (index: Int) in [.space, .hyphen, .apostrophe].contains(tokens[index].gap) }
        if index > 0, isJoined(index), tokens[index - 1].isCapital, !tokens[index - 1].startsSentence { return true }
        return index + 1 < tokens.count && isJoined(index + 1) && tokens[index + 1].isCapital
            && surroundings.roles(at: index + 1).isDisjoint(with: [.contact])
    }

    /// Whether the local part of an e-mail address begins or ends with a word: priyanka.n, a.folake.
    private func repeats(_ index: Int, _ local: Range<Int>) -> Bool {
        let word = text.word(text.tokens[index])
        guard word.count >= Self.leastRepeated, text.tokens[index].script == .latin,
            !evidence.isOrdinary(index, .latin)
        else { return false }
        return text.lower[local].starts(with: word) || text.lower[local].reversed().starts(with: word.reversed())
    }
}
