// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Groups the Latin-script words of a text into runs of units that can be parts of one name.
struct LatinUnitReader {
    let text: NameText
    let names: LatinNames
    let surroundings: NameSurroundings

    /// Shorter words in the plural are other things too.
    private static let shortestFamily = 5

    /// The runs, in text order.
    func runs() -> [[LatinUnit]] {
        var runs: [[LatinUnit]] = []
        var current: [LatinUnit] = []
        var index = 0
        while index < text.tokens.count {
            guard let unit = unit(at: index) else {
                if !current.isEmpty { runs.append(current) }
                current = []
                index += 1
                continue
            }
            if let last = current.last, !joins(last, unit) {
                runs.append(current)
                current = []
            }
            current.append(unit)
            index = unit.tokens.upperBound
        }
        if !current.isEmpty { runs.append(current) }
        return runs
    }

    private func unit(at index: Int) -> LatinUnit? {
        let token = text.tokens[index]
        guard token.script == .latin, !token.isCode, token.gap != .dot || token.letters == 1 else { return nil }
        if token.letters == 1, token.shape == .upper || text.letterCase == .small, let initials = initials(at: index) {
            return initials
        }
        guard token.letters >= 2 || isApostrophized(index) else { return nil }
        return word(at: index)
    }

    // MARK: Words

    private func word(at index: Int) -> LatinUnit? {
        let start = text.tokens[index]
        var flags = self.flags(of: start)
        if flags.isEmpty { flags = familyFlags(index) }
        if start.shape == .lower || isCapitalParticle(index) {
            if index > 0, text.tokens[index - 1].isCapital, let name = particleName(at: index) { return name }
            if start.shape == .lower, !isLowerName(index, flags) { return nil }
        }
        let roles = surroundings.roles(at: index)
        if roles.contains(.place) { flags = flags.union(.place).subtracting(.usualGiven) }
        if roles.contains(.never) || isApostrophized(index - 1) { return nil }
        if start.shape == .lower, flags.contains(.ordinary) { return nil }
        let end = compoundEnd(from: index)
        let last = text.tokens[end - 1]
        if end - index > 1, last.isCapital { flags.formUnion(self.flags(of: last)) }
        let isOffice = !roles.isDisjoint(with: [.title, .honorific, .address, .label, .placeAfter, .suffix])
        let followsName =
            roles.isDisjoint(with: [.placeAfter, .suffix]) && index > 0 && text.tokens[index - 1].isCapital
            && start.gap == .space && flags.contains(.surname)
        let isHouse =
            isOffice && roles.isDisjoint(with: [.title, .honorific, .address, .label]) && isHonored(index)
        if isOffice, !followsName, !isHouse, !flags.isGiven || flags.contains(.ordinary) { return nil }
        return make(index..<end, flags: flags, isParticle: false)
    }

    func flags(of token: NameToken) -> NameFlags { names.flags(of: token, in: text.letterCase) }

    /// "The Hendersons": what is known of the surname in the plural, behind the article and before a word in small letters.
    private func familyFlags(_ index: Int) -> NameFlags {
        let token = text.tokens[index]
        guard token.shape == .capitalized, token.letters > Self.shortestFamily,
            LatinEndings.isFamily(index..<index + 1, in: text),
            index + 1 == text.tokens.count || !text.tokens[index + 1].isCapital
        else { return [] }
        let flags = names.flags(ofHash: WordHash.of(text.lower[token.start..<token.end - 1]))
        guard flags.contains(.usualSurname), flags.isDisjoint(with: [.ordinary, .frequent]) else { return [] }
        return [.surname, .usualSurname]
    }

    /// Whether a form of address stands right before a capital: then any word is a name, as in "Mr House".
    private func isHonored(_ index: Int) -> Bool {
        text.tokens[index].shape == .capitalized && surroundings.rolesBefore(index).contains(.honorific)
    }

    /// The Di of "Giuseppe Di Stefano": a particle with a capital between two words with one.
    private func isCapitalParticle(_ index: Int) -> Bool {
        text.tokens[index].shape == .capitalized && text.tokens[index].letters <= 3 && text.tokens[index].gap == .space
            && surroundings.roles(at: index).contains(.particle)
    }

    /// A word in small letters is worth a look where it is a usual name, in a text without capitals any name, and what no
    /// list has where a name is announced.
    private func isLowerName(_ index: Int, _ flags: NameFlags) -> Bool {
        if flags.contains(.frequent) { return false }
        guard text.letterCase == .small else { return !flags.isDisjoint(with: [.usualGiven, .usualSurname]) }
        return flags.isName || (flags.isEmpty && isAnnounced(index))
    }

    /// Whether the words before say that a name follows, or the word before does and is a part of that name.
    private func isAnnounced(_ index: Int) -> Bool {
        text.letterCase == .small
            && [index, index - 1].contains {
                !surroundings.rolesBefore($0).isDisjoint(with: [.introduction, .honorific])
            }
    }

    /// Whether a label stands before words in capitals: "Name: OLUWASEUN ADEBAYO".
    private func isLabeledCapitals(_ index: Int) -> Bool {
        let labels: NameContextRoles = [.label, .nameField, .honorific, .introduction, .title]
        var first = index
        while surroundings.rolesBefore(first).isDisjoint(with: labels), index - first < 2, first > 0,
            text.tokens[first].gap == .space || text.tokens[first].gap == .hyphen,
            text.tokens[first - 1].shape == .upper
        {
            first -= 1
        }
        return !surroundings.rolesBefore(first).isDisjoint(with: labels)
    }

    /// «van Gogh», «de la Cruz»: up to two lower-case particles and the capitalised word after them.
    private func particleName(at index: Int) -> LatinUnit? {
        var end = index
        while end < min(index + 2, text.tokens.count), text.tokens[end].shape == .lower || isCapitalParticle(end),
            surroundings.roles(at: end).contains(.particle),
            text.tokens[end].gap == .space || end == index && isInitial(index - 1)
        {
            end += 1
        }
        guard end > index, end < text.tokens.count, text.tokens[end].shape == .capitalized,
            text.tokens[end].gap == .space || text.tokens[end].gap == .hyphen, !text.tokens[end].isCode
        else { return nil }
        var flags = self.flags(of: text.tokens[end])
        flags.subtract([.place, .frequent])
        return make(index..<end + 1, flags: flags, isParticle: true)
    }

    private func make(_ tokens: Range<Int>, flags: NameFlags, isParticle: Bool) -> LatinUnit {
        let first = text.tokens[tokens.lowerBound]
        let last = text.tokens[tokens.upperBound - 1]
        let word = text.word(last)
        let isKnown = !flags.isDisjoint(with: [.ordinary, .frequent, .place])
        let looksWritten =
            first.shape == .capitalized || isParticle || tokens.count > 1 || isAnnounced(tokens.lowerBound)
            || LatinPrefixes.begin(first, in: text)
            || first.shape == .upper && (first.gap == .comma || isLabeledCapitals(tokens.lowerBound))
        return LatinUnit(
            tokens: tokens, span: first.start..<last.end, initials: [], flags: flags,
            isRussianSurname: LatinEndings.isRussianSurname(word), isPatronymic: LatinEndings.isPatronymic(word),
            canBeUnknown: looksWritten && last.letters >= 3
                && (!isKnown || isHonored(tokens.lowerBound)),
            isLower: first.shape == .lower && !isParticle,
            isUpper: first.shape == .upper)
    }

    /// «Smith-Jones», "O'Connor", "al-Assad": the end of the compound that begins at `index`.
    private func compoundEnd(from index: Int) -> Int {
        var end = index + 1
        while end < min(index + 4, text.tokens.count), text.tokens[end].script == .latin, text.tokens[end].isCapital,
            text.tokens[end].letters > 1,
            text.tokens[end].gap == .hyphen
                || (text.tokens[end].gap == .apostrophe && text.tokens[end - 1].letters <= 2)
        {
            end += 1
        }
        return end + (hasTail(end) ? 1 : 0)
    }

    /// The ji of "Eun-ji": a short word in small letters after a hyphen that is no ordinary one, as in "Smith-led".
    private func hasTail(_ index: Int) -> Bool {
        guard index < text.tokens.count else { return false }
        let token = text.tokens[index]
        return token.gap == .hyphen && token.script == .latin && token.shape == .lower && !token.isCode
            && (2...6).contains(token.letters)
            && names.flags(ofHash: token.hash).isDisjoint(with: [.ordinary, .frequent])
            && surroundings.roles(at: index).isEmpty
    }

    /// Whether the word at `index` is the O of "O'Connor".
    private func isApostrophized(_ index: Int) -> Bool {
        guard text.tokens.indices.contains(index), text.tokens.indices.contains(index + 1) else { return false }
        let next = text.tokens[index + 1]
        return text.tokens[index].letters == 1 && text.tokens[index].isCapital && next.gap == .apostrophe
            && next.isCapital && next.letters > 1
    }

    /// Whether two units can stand in one name.
    private func joins(_ left: LatinUnit, _ right: LatinUnit) -> Bool {
        let gap = text.tokens[right.tokens.lowerBound].gap
        // A full stop behind initials belongs to their span.
        let isDotted = left.span.upperBound > text.tokens[left.tokens.upperBound - 1].end
        if isDotted { return gap == .dot || gap == .dotSpace }
        return gap == .space || gap == .comma && isInverted(left, right)
    }

    /// The comma of "Okafor, Chidi": on a line of their own, or in a field, a surname stands first.
    private func isInverted(_ left: LatinUnit, _ right: LatinUnit) -> Bool {
        let first = text.tokens[left.tokens.lowerBound]
        guard left.initials.isEmpty, right.initials.isEmpty, first.isCapital,
            left.flags.contains(.surname) || !left.flags.isGiven,
            text.tokens[right.tokens.lowerBound].isCapital
        else { return false }
        let before = surroundings.rolesBefore(left.tokens.lowerBound)
        guard
            [.start, .newline].contains(first.gap)
                || first.gap == .colon && !before.isDisjoint(with: [.label, .nameField])
        else { return false }
        var end = right.tokens.upperBound
        while end < text.tokens.count, end < right.tokens.upperBound + 2, text.tokens[end].letters == 1,
            text.tokens[end].gap == .space
        {
            end += 1
        }
        // "DOE, JANE Q  MRN": an initial ends it.
        guard end < text.tokens.count, end == right.tokens.upperBound else { return true }
        return ![.space, .comma, .hyphen, .apostrophe, .none].contains(text.tokens[end].gap)
    }
}
