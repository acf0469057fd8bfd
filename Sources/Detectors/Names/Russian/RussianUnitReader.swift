// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Groups the words of a text into runs of units that can be parts of one Russian name.
struct RussianUnitReader {
    let text: NameText
    let analyzer: RussianAnalyzer
    let surroundings: NameSurroundings
    /// By word: whether it is in small letters and a given name or a patronymic.
    private let isLowerGiven: [Bool]

    init(text: NameText, analyzer: RussianAnalyzer, surroundings: NameSurroundings) {
        self.text = text
        self.analyzer = analyzer
        self.surroundings = surroundings
        isLowerGiven = text.tokens.map { token in
            token.script == .cyrillic && token.shape == .lower
                && analyzer.isGivenOrPatronymic(token.start..<token.end, in: text.lower)
        }
    }

    /// The runs, in text order.
    func runs() -> [[RussianUnit]] {
        var runs: [[RussianUnit]] = []
        var current: [RussianUnit] = []
        var index = 0
        while index < text.tokens.count {
            guard let unit = unit(at: index) else {
                if !current.isEmpty { runs.append(current) }
                current = []
                index += text.tokens[index].script == .cyrillic ? skipped(at: index) : 1
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

    /// A word that is no unit takes the rest of its hyphenated compound with it: «из-за», «кто-то».
    private func skipped(at index: Int) -> Int { text.tokens[index].isCapital ? 1 : text.hyphenated(from: index) }

    private func unit(at index: Int) -> RussianUnit? {
        let token = text.tokens[index]
        guard token.script == .cyrillic, !token.isCode else { return nil }
        if token.letters == 1, isSmallInitial(index) { return initials(at: index) }
        if token.letters == 1, let initials = spacedSmallInitials(at: index) { return initials }
        if token.shape == .lower, !mayBeLowerName(index) { return nil }
        if token.letters <= 2, token.shape == .upper { return initials(at: index) ?? word(at: index) }
        return word(at: index)
    }

    // MARK: Words

    /// In small letters a name is looked for only where a given name or a patronymic stands, and beside one.
    private func mayBeLowerName(_ index: Int) -> Bool {
        isLowerGiven[index] || isBesideSmallInitial(index) || isAnnounced(index) || isBeforeSpacedInitials(index)
            || (index > 0 && isLowerGiven[index - 1])
            || (index + 1 < isLowerGiven.count && isLowerGiven[index + 1])
            || surroundings.roles(at: index).contains(.particle)
    }

    /// Whether in a text without capitals the word before says that a name follows.
    private func isAnnounced(_ index: Int) -> Bool {
        text.letterCase == .small
            && !surroundings.rolesBefore(index).isDisjoint(with: [.introduction, .honorific, .title])
    }

    /// Whether initials in small letters stand before or after a word.
    private func isBesideSmallInitial(_ index: Int) -> Bool {
        guard text.letterCase == .small else { return false }
        return (index > 0 && isInitial(index - 1)) || (index + 1 < text.tokens.count && isInitial(index + 1))
    }

    private func word(at index: Int) -> RussianUnit? {
        let token = text.tokens[index]
        guard token.letters >= 2, token.shape != .mixed else { return nil }
        if let name = filialName(at: index) ?? patronymic(at: index) ?? bareSurname(at: index) { return name }
        let length = compound(at: index)
        let last = text.tokens[index + length - 1]
        var analysis = analyzer.analyze(last.start..<last.end, in: text.lower)
        let roles = token.isCapital || !analysis.readings.isEmpty ? surroundings.roles(at: index) : []
        if roles.contains(.never) { return nil }
        if roles.contains(.particle), let name = particleName(at: index) { return name }
        if token.shape == .lower, !isLowerName(analysis) { return nil }
        if roles.contains(.place), length == 1 { analysis.isPlace = true }
        let isOffice = !roles.isDisjoint(with: [.title, .honorific, .address, .label, .orgBefore, .placeBefore])
        let isKnown = analysis.form.contains(.frequent) || analysis.isPlace
        if isOffice, !isNameDespiteOffice(index, analysis) { return nil }
        return RussianUnit(
            word: index..<index + length, span: token.start..<last.end, head: last.start..<last.end,
            analysis: analysis,
            canBeUnknown: token.shape != .lower && token.shape != .upper
                && (!isKnown && token.letters >= 3 || isShortSurname(index)),
            isLower: token.shape == .lower, isUpper: token.shape == .upper && token.letters > 1)
    }

    /// «Пётр Королёв», «врач Роман Судья»: a word that can be an office is a name after a name, and inside a sentence
    /// where it is a given name or has the shape of a surname.
    private func isNameDespiteOffice(_ index: Int, _ analysis: RussianAnalyzer.Analysis) -> Bool {
        let token = text.tokens[index]
        guard token.isCapital, !analysis.readings.isEmpty else { return false }
        if index > 0, text.tokens[index - 1].isCapital, token.gap == .space { return true }
        if !analysis.form.contains(.ordinary) { return true }
        return !token.startsSentence && analysis.readings.contains { $0.isShaped || $0.role == .given }
    }

    /// «Женя Ли»: two letters behind a word with a capital, the first of them one.
    private func isShortSurname(_ index: Int) -> Bool {
        let token = text.tokens[index]
        return token.letters == 2 && token.shape == .capitalized && token.gap == .space && index > 0
            && text.tokens[index - 1].shape == .capitalized && text.tokens[index - 1].script == .cyrillic
    }

    /// How many words a compound such as «Салтыков-Щедрин» has; 1 where a particle follows («Иван-то»).
    private func compound(at index: Int) -> Int {
        let length = text.hyphenated(from: index)
        guard (2...4).contains(length), text.tokens[index].isCapital else { return 1 }
        return (1..<length).allSatisfy { text.tokens[index + $0].isCapital && text.tokens[index + $0].letters > 1 }
            ? length : 1
    }

    /// A lower-case word is worth a look where a list has it as a name and it is no ordinary word.
    private func isLowerName(_ analysis: RussianAnalyzer.Analysis) -> Bool {
        analysis.readings.contains { reading in
            if reading.role == .patronymic { return !analysis.form.contains(.ordinary) }
            return !reading.flags.isEmpty && !analysis.form.contains(.frequent)
        }
    }

    /// «ван Гог», «де Голль»: the particle and the capitalised word after it.
    private func particleName(at index: Int) -> RussianUnit? {
        guard index + 1 < text.tokens.count, index > 0, text.tokens[index].gap == .space else { return nil }
        let next = text.tokens[index + 1]
        guard next.gap == .space || next.gap == .hyphen, next.script == .cyrillic, next.shape == .capitalized,
            next.letters >= 3,
            text.tokens[index - 1].isCapital
        else { return nil }
        let analysis = analyzer.analyze(next.start..<next.end, in: text.lower)
        return RussianUnit(
            word: index..<index + 2, span: text.tokens[index].start..<next.end,
            head: next.start..<next.end, analysis: analysis, canBeUnknown: true, isLower: false, isUpper: false)
    }

    /// «Маратұлы», «Нұрланқызы», «Миколаївна»: patronymics of other languages, which Russian endings do not tell.
    private func patronymic(at index: Int) -> RussianUnit? {
        let token = text.tokens[index]
        guard token.isCapital || text.letterCase == .small, token.letters >= Self.shortestPatronymic,
            Self.patronymics.contains(where: { text.word(token).suffix($0.count).elementsEqual($0) })
        else { return nil }
        return indeclinable(index..<index + 1, as: .patronymic)
    }

    /// «Ли Виктор», «Белых И. П.»: surnames of two letters, and those of adjectives in the genitive, which are ordinary words
    /// but beside a given name or initials.
    private func bareSurname(at index: Int) -> RussianUnit? {
        let token = text.tokens[index]
        guard token.shape == .capitalized,
            surroundings.roles(at: index).contains(.shortSurname)
                || token.letters >= 5
                    && Self.genitives.contains(where: { text.word(token).suffix(4).elementsEqual($0) }),
            isGivenOrInitial(
                index + 1, gap: text.tokens.indices.contains(index + 1) ? text.tokens[index + 1].gap : .none)
                || token.letters > 2 && isGivenOrInitial(index - 1, gap: token.gap)
        else { return nil }
        return indeclinable(index..<index + 1, as: .surname)
    }

    private static let shortestPatronymic = 6
    private static let patronymics = ["ұлы", "қызы", "ұлының", "қызының", "івна", "ївна", "івни", "івні", "йович"].map {
        Array($0.utf8)
    }
    private static let genitives = ["ых", "их"].map { Array($0.utf8) }

    /// Whether a word beside another is a given name with a capital, or an initial.
    private func isGivenOrInitial(_ index: Int, gap: NameToken.Gap) -> Bool {
        guard text.tokens.indices.contains(index), gap == .space else { return false }
        let token = text.tokens[index]
        if isInitial(index) { return token.shape == .upper }
        return token.script == .cyrillic && token.shape == .capitalized
            && analyzer.isGivenOrPatronymic(token.start..<token.end, in: text.lower)
    }

    /// A unit whose first word has no cases.
    private func indeclinable(_ words: Range<Int>, as role: NameRoles) -> RussianUnit {
        let token = text.tokens[words.lowerBound]
        return RussianUnit(
            word: words, span: text.span(of: words), head: token.start..<token.end,
            analysis: RussianAnalyzer.Analysis(readings: [.indeclinable(role, bytes: token.end - token.start)]),
            canBeUnknown: false, isLower: token.shape == .lower, isUpper: token.shape == .upper)
    }

    /// «Тофик оглы», «Али кызы»: the father's name and the word for son or daughter, which make a patronymic.
    private func filialName(at index: Int) -> RussianUnit? {
        guard index + 1 < text.tokens.count, text.tokens[index].isCapital || text.letterCase == .small else {
            return nil
        }
        let next = text.tokens[index + 1]
        guard next.gap == .space || next.gap == .hyphen, surroundings.roles(at: index + 1).contains(.filial) else {
            return nil
        }
        return indeclinable(index..<index + 2, as: .patronymic)
    }

    /// Whether two units can stand in one name.
    private func joins(_ left: RussianUnit, _ right: RussianUnit) -> Bool {
        let gap = text.tokens[right.tokens.lowerBound].gap
        if !left.initials.isEmpty, text.byte(after: text.tokens[left.tokens.lowerBound]) == UInt8(ascii: ".") {
            return gap == .dot || gap == .dotSpace
        }
        return gap == .space || gap == .newline
    }
}
