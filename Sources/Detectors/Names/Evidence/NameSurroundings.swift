// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Reads the words around a candidate and weighs what they say. Serves all languages.
struct NameSurroundings {
    /// How many words before a verb may say of whom it is said.
    private static let subjectReach = 2

    let text: NameText
    let context: NameContext
    /// Whether the field the text stands in holds a name.
    let fieldHoldsName: Bool
    /// What each word says.
    private let roles: [NameContextRoles]
    /// What the word before each says about it: asked for each candidate again.
    private var rolesBefore: [NameContextRoles] = []

    init(text: NameText, context: NameContext, fieldName: [UInt8]?) {
        self.text = text
        self.context = context
        roles = text.tokens.map { context.roles(of: $0, in: text) }
        fieldHoldsName = Self.holdsName(fieldName, context)
        rolesBefore = text.tokens.indices.map { readBefore($0) }
    }

    /// What a word itself says; empty outside the text.
    func roles(at index: Int) -> NameContextRoles {
        roles.indices.contains(index) ? roles[index] : []
    }

    /// What the word right before a word says about it, phrases included.
    func rolesBefore(_ index: Int) -> NameContextRoles {
        rolesBefore.indices.contains(index) ? rolesBefore[index] : []
    }

    private func readBefore(_ index: Int) -> NameContextRoles {
        guard index > 0, reaches(back: index) else { return [] }
        var roles = roles(at: index - 1)
        if index > 1, isPhrase(before: index) {
            roles.formUnion(context.roles(of: text.word(text.tokens[index - 2]), text.word(text.tokens[index - 1])))
        }
        return roles
    }

    /// Whether the two words before `index` may be a phrase: «first name», `first_name`.
    private func isPhrase(before index: Int) -> Bool {
        let last = text.tokens[index - 1]
        if last.isCode, last.start == text.tokens[index - 2].end + 1 { return true }
        return [.space, .hyphen, .apostrophe, .dot, .dotSpace].contains(last.gap)
    }

    /// What the word right after the word before `index` says.
    func rolesAfter(_ index: Int) -> NameContextRoles {
        guard index < text.tokens.count, text.tokens[index].gap == .space else { return [] }
        return roles(at: index)
    }

    /// Adds what the words around `tokens` say to a score. Returns whether a word speaks for a name.
    func weigh(_ tokens: Range<Int>, parts: Int, isPlace: Bool, into score: inout EvidenceSum) -> Bool {
        var before = rolesBefore(tokens.lowerBound)
        if isPlace, parts == 1 { before.subtract([.title, .relation]) }
        let isColon = text.tokens[tokens.lowerBound].gap == .colon
        if fieldHoldsName { before.insert(.label) }
        if before.contains(.calling), isSaidOfPerson(tokens.lowerBound - 2) { before.insert(.introduction) }
        var speaks = false
        let isWhole = fieldHoldsName && tokens.count == text.tokens.count
        let label = isColon || fieldHoldsName ? NameWeights.label : NameWeights.relation
        let fors: [(NameContextRoles, StaticString, Double)] = [
            (.introduction, "introduction before", NameWeights.introduction),
            (.honorific, "honorific before", NameWeights.honorific),
            (.label, "label before", isWhole ? NameWeights.wholeField : label),
            (.title, "title before", NameWeights.title),
            (.address, "address before", NameWeights.address),
            (.relation, "kinship before", NameWeights.relation),
            (.speech, "verb before", NameWeights.speech),
            (.addressee, "addressee before", NameWeights.addressee),
        ]
        if let (_, name, weight) = fors.first(where: { before.contains($0.0) }) {
            score.add(name, weight)
            speaks = true
        } else if !(isPlace && parts == 1), hasTitleNear(tokens.lowerBound) {
            score.add("title near", NameWeights.titleNear)
            speaks = true
        }
        let after = rolesAfter(tokens.upperBound)
        if after.contains(.speech) {
            score.add("verb after", NameWeights.speech)
            speaks = true
        }
        weighAgainst(tokens, before: before, after: after, isPlace: isPlace, parts: parts, into: &score)
        return speaks
    }

    /// Adds what the words around `tokens` say against a person to a score.
    func weighAgainst(_ tokens: Range<Int>, parts: Int, into score: inout EvidenceSum) {
        weighAgainst(
            tokens, before: rolesBefore(tokens.lowerBound), after: rolesAfter(tokens.upperBound), isPlace: false,
            parts: parts, into: &score)
    }

    private func weighAgainst(
        _ tokens: Range<Int>, before: NameContextRoles, after: NameContextRoles, isPlace: Bool,
        parts: Int, into score: inout EvidenceSum
    ) {
        let first = text.tokens[tokens.lowerBound]
        if parts == 1, beginsPhrase(tokens.lowerBound) { score.add("part of a phrase", NameWeights.never) }
        if before.contains(.placeBefore) { score.add("place word before", NameWeights.afterPlaceWord) }
        if before.contains(.facilityBefore), parts == 1 {
            score.add("facility before", NameWeights.afterFacilityWord)
        }
        if before.contains(.orgBefore) {
            if first.isQuoted {
                score.add("quoted organization", NameWeights.quotedOrganization)
            } else {
                score.add("organization before", NameWeights.organization)
            }
        }
        if isPlace, before.contains(.locative) { score.add("town after preposition", NameWeights.townAfterPreposition) }
        if after.contains(.placeAfter), isPlaceWordHere(tokens.upperBound) {
            score.add("place word after", NameWeights.beforePlaceWord)
        }
    }

    /// Whether a word and the one behind it are a phrase that holds no name: «عمر ناهز», an age of about.
    private func beginsPhrase(_ index: Int) -> Bool {
        guard index + 1 < text.tokens.count, text.tokens[index + 1].gap == .space else { return false }
        return context.roles(of: text.word(text.tokens[index]), text.word(text.tokens[index + 1])).contains(.never)
    }

    /// In English a place word is part of the name it follows only with a capital: "Washington Street".
    private func isPlaceWordHere(_ index: Int) -> Bool {
        text.tokens[index].script != .latin || text.tokens[index].isCapital
    }

    /// Whether somebody is spoken of in the words before one: "her great grandfather was called".
    private func isSaidOfPerson(_ index: Int) -> Bool {
        (1...Self.subjectReach).contains { back in
            !roles(at: index - back).isDisjoint(with: [.relation, .title, .honorific])
        }
    }

    /// Whether an office stands a little before, as in «директор компании Иванов».
    private func hasTitleNear(_ index: Int) -> Bool {
        for back in 1...3 where index - back - 1 >= 0 {
            guard text.tokens[index - back].gap == .space, text.tokens[index].gap == .space else { return false }
            if !roles(at: index - back - 1).isDisjoint(with: [.title, .honorific]) { return true }
        }
        return false
    }

    /// Whether the word before `index` is near enough to speak about it.
    private func reaches(back index: Int) -> Bool {
        let token = text.tokens[index]
        switch token.gap {
        case .space, .colon, .hyphen, .newline: return true
        case .dot, .dotSpace: return text.tokens[index - 1].letters <= 4
        case .other: return token.isQuoted && token.start - text.tokens[index - 1].end <= 4
        case .comma: return !roles(at: index - 1).isDisjoint(with: [.address])
        case .start, .none, .apostrophe: return false
        }
    }

    /// A field name with `clientName` taken apart into `client Name`.
    private static func words(of field: [UInt8]) -> [UInt8] {
        var words: [UInt8] = []
        for byte in field {
            let isCapital = (0x41...0x5A).contains(byte)
            if isCapital, let last = words.last, (0x61...0x7A).contains(last) { words.append(0x20) }
            words.append(byte)
        }
        return words
    }

    private static func holdsName(_ field: [UInt8]?, _ context: NameContext) -> Bool {
        guard let field else { return false }
        let words = NameTokenizer.tokenize(words(of: field))
        let roles = words.tokens.reduce(into: NameContextRoles()) { roles, token in
            roles.formUnion(context.roles(of: token, in: words))
        }
        return roles.contains(.label) && !roles.contains(.labelExcept)
    }
}
