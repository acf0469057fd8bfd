// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Reads a value as a Russian name: which word is the given name, the patronymic, the surname, and what forms they are.
///
/// The same word lists and the same morphology that find names; only what stands around them is missing.
struct DeclinableNameReader: Sendable {
    let analyzer: RussianAnalyzer
    let context: NameContext

    /// `nil` for what is no name in Russian letters, spaces, hyphens and full stops.
    func read(_ value: [UInt8]) -> DeclinableName? {
        guard value.count <= Self.longest, Self.isPlainCyrillic(value) else { return nil }
        let text = NameTokenizer.tokenize(CyrillicYo.plain(value))
        let words = parts(of: text) ?? plainWords(of: text)
        guard words.contains(where: { !$0.mayStay }) else { return nil }
        return DeclinableName(original: value, lower: text.lower, words: words)
    }

    /// The words as parts of a name, in the likeliest order of parts; `nil` where the name grammar sees no name.
    private func parts(of text: NameText) -> [DeclinableName.Word]? {
        let surroundings = NameSurroundings(text: text, context: context, fieldName: nil)
        let runs = RussianUnitReader(text: text, analyzer: analyzer, surroundings: surroundings).runs()
        guard runs.count == 1, let units = runs.first, units.first?.tokens.lowerBound == 0,
            units.last?.tokens.upperBound == text.tokens.count, units.count > 1, let pattern = Self.pattern(of: units)
        else { return nil }
        var words: [DeclinableName.Word] = []
        for (unit, part) in zip(units, pattern) where part != .initials {
            let readings = unit.readings(as: part)
            let isCertain = part == .given || part == .patronymic
            let role: NameRoles = part == .given ? .given : .surname
            words += unit.tokens.dropLast().map { text.tokens[$0] }.filter(\.isCapital).map { token in
                let range = token.start..<token.end
                let all = analyzer.analyze(range, in: text.lower).readings.filter { $0.role == role }
                return word(range, all, in: text, mayStay: true)
            }
            let guesses = isCertain ? [] : guesses(unit.head, in: text)
            words.append(
                word(
                    unit.head, readings + guesses.filter { readings.isEmpty || $0.isShaped }, in: text, mayStay: false))
        }
        return words
    }

    /// The words alone: nothing beside one tells whether it is a given name or a surname.
    private func plainWords(of text: NameText) -> [DeclinableName.Word] {
        text.tokens.indices.compactMap { index in
            let token = text.tokens[index]
            let isInitial = token.letters <= 2 && token.shape == .upper
            guard token.script == .cyrillic, !isInitial else { return nil }
            let range = token.start..<token.end
            let listed = analyzer.analyze(range, in: text.lower).readings
            let guesses = guesses(range, in: text).filter { listed.isEmpty || $0.isShaped }
            let isJoined = index + 1 < text.tokens.count && text.tokens[index + 1].gap == .hyphen
            return word(range, listed + guesses, in: text, mayStay: isJoined)
        }
    }

    /// The readings as a surname that no list has; those on -ов, -ев, -ин and -ын have the shape of one.
    private func guesses(_ range: Range<Int>, in text: NameText) -> [RussianReading] {
        RussianAnalyzer.guesses(range, in: text.lower).map { guess in
            let lemma = guess.lemma(of: text.lower[range])
            return RussianReading(
                role: guess.role, agreement: guess.agreement, stemBytes: guess.stemBytes, lemma: guess.lemma,
                lemmaBytes: guess.lemmaBytes, flags: [], isShaped: Self.endsPossessively(lemma[...]))
        }
    }

    private func word(
        _ range: Range<Int>, _ readings: [RussianReading], in text: NameText, mayStay: Bool
    ) -> DeclinableName.Word {
        let all = readings.map { reading in
            let lemma = reading.lemma(of: text.lower[range])
            return DeclinableName.Reading(
                role: reading.role, agreement: reading.agreement, lemma: lemma, rank: Self.rank(reading, lemma))
        }
        // «Ивановой» is no form of «Ивановый» where it is one of «Иванов».
        let isCertain = all.contains { Self.endsPossessively($0.lemma[...]) }
        return DeclinableName.Word(
            range: range,
            readings: all.filter { reading in
                // «Анны-Марии», «Салтыкова-Щедрина», but «Жан-Поля», «Ахмед-хана».
                if mayStay, reading.role == .given, reading.agreement & NameAgreement.women.bits == 0 { return false }
                return !isCertain || !Self.isAdjective(reading.lemma)
            }, mayStay: mayStay)
    }

    /// Whether a word ends in ый or ой after ов, ев, ин or ын.
    private static func isAdjective(_ word: [UInt8]) -> Bool {
        adjective.contains { word.count > $0.count && word.suffix($0.count).elementsEqual($0) }
            && endsPossessively(word.dropLast(4))
    }

    /// Whether a word ends in ов, ев, ин or ын.
    private static func endsPossessively(_ word: ArraySlice<UInt8>) -> Bool {
        possessive.contains { word.count > $0.count && word.suffix($0.count).elementsEqual($0) }
    }

    private static let possessive = ["ов", "ев", "ин", "ын"].map { Array($0.utf8) }
    private static let adjective = ["ый", "ой"].map { Array($0.utf8) }

    /// Usual given names first, then usual surnames; those of a list and those with the shape of a surname; other surnames of a
    /// list; guesses. A man's name is seldom on -ова or -ина.
    private static func rank(_ reading: RussianReading, _ lemma: [UInt8]) -> Int {
        guard reading.role == .surname else {
            return reading.role == .given && reading.flags.contains(.usualGiven) ? 0 : 2
        }
        if lemma.last == 0xB0, endsPossessively(lemma.dropLast(2)) { return 4 }
        if reading.flags.contains(.usualSurname) { return 1 }
        return reading.isShaped ? 2 : reading.flags.isName ? 3 : 4
    }

    /// The likeliest order of parts.
    private static func pattern(of units: [RussianUnit]) -> [RussianUnit.Part]? {
        var best: (pattern: [RussianUnit.Part], score: Double)?
        for pattern in RussianNameGrammar.patterns where pattern.count == units.count {
            var score = 0.0
            var agreement = RussianReading.anyAgreement
            for (unit, part) in zip(units, pattern) {
                score += unit.weight(as: part)
                agreement &= unit.agreement(as: part)
            }
            score += agreement == 0 ? NameWeights.disagreement : NameWeights.agreement
            guard !score.isNaN, score > best?.score ?? -.infinity else { continue }
            best = (pattern, score)
        }
        return best?.pattern
    }

    private static func isPlainCyrillic(_ value: [UInt8]) -> Bool {
        var index = 0
        while index < value.count {
            switch value[index] {
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."): index += 1
            case 0xD0 where index + 1 < value.count && (value[index + 1] == 0x81 || value[index + 1] >= 0x90):
                index += 2
            case 0xD1 where index + 1 < value.count && (value[index + 1] <= 0x8F || value[index + 1] == 0x91):
                index += 2
            default: return false
            }
        }
        return true
    }

    /// In bytes; no name of a person is longer.
    private static let longest = 200
}
