// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Streets that nothing calls one: names with numbers.
extension AddressReader {
    /// "1530 Harbour Monorail": a number before a name, which only a label makes a street.
    func numberedName(at start: Int) -> AddressComponent? {
        let number = tokens[start]
        guard number.form == .plain, (2...4).contains(number.digits), !isYear(number), isFree(start),
            token(start + 1)?.newlines == 0, let end = capitalizedRun(from: start + 1), end > start + 2,
            isLongEnough(start + 1..<end)
        else { return nil }
        var street = AddressComponent(.bareStreet, start..<end, AddressWeights.numberedName, "number before a name")
        street.hasHouse = true
        street.isWeak = true
        return street
    }

    /// Whether a name is more than an abbreviation.
    private func isLongEnough(_ name: Range<Int>) -> Bool {
        tokens[name].contains { $0.letters > 3 || $0.letters == 3 && !$0.isUpper }
    }

    /// «Ленина 5-12», "87331 Dunajska 56": a street only where the neighbours say so.
    func bareStreet(at start: Int) -> AddressComponent? {
        var first = start
        let hasOrdinalBefore = tokens[start].form.contains(.ordinal) && token(start + 1)?.script == .cyrillic
        let hasNumberBefore = tokens[start].kind == .number && !hasOrdinalBefore
        if hasNumberBefore || hasOrdinalBefore {
            guard isFree(start), hasOrdinalBefore || tokens[start].form == .plain, tokens[start].digits <= 6,
                token(start + 1)?.newlines == 0
            else { return nil }
            first += 1
        }
        guard let word = token(first), word.kind == .word, word.isCapital,
            word.letters > 1 || token(first + 1)?.isMark(Self.point) == true,
            let name = name(from: first, lowerCase: 0), streetStart(in: first..<name.end) == nil
        else { return nil }
        let isNamed = isStreetName(start..<name.end)
        var house = name.end
        if isNamed, token(house)?.isMark(Self.comma) == true, endsPhrase(house + 2), isBehindPlace(start) { house += 1 }
        guard let number = token(house), number.isPlainNumber,
            number.newlines == 0, number.hasSpace, number.digits <= 4, !number.form.contains(.comma),
            !isMeasured(house), !isYear(number), numberedStreetLine(at: house) == nil,
            isLongEnough(first..<name.end),
            !tokens[first + 1..<name.end].contains(where: { $0.has(.anyStreetBefore) && $0.isCapital })
        else { return nil }
        var street = AddressComponent(
            .bareStreet, start..<house + 1, AddressWeights.bareStreet + AddressWeights.houseNumberBare,
            "name with a number")
        if hasNumberBefore, !isYear(tokens[start]) { street.weight += AddressWeights.numberBeforeToo }
        street.hasHouse = true
        street.isWeak = true
        let isListedInTown =
            tokens[start..<name.end].contains { $0.has(.streetName) }
            && (isBehindPlace(start) || token(start - 1).map { $0.isCapital && vocabulary.isTown($0) } == true)
        street.isNamed = isNamed && (isListedInTown || !countsNext(house))
        if street.isNamed { street.weight += AddressWeights.streetName }
        return street
    }

    /// Whether a number may count what follows it: «Петрова 12 очков».
    private func countsNext(_ number: Int) -> Bool {
        guard let next = token(number + 1), next.kind == .word, next.newlines == 0, !next.isCapital else {
            return false
        }
        return !next.has([.premises, .locative, .stop, .label, .town, .particle, .unitAfter, .postcodeLabel])
    }

    /// «адрес ленина 45 кв 12», «казань, баумана 12»: in small letters, behind a label or town, or as streets are often named, with
    /// its flat.
    func lowerCaseStreet(at start: Int) -> AddressComponent? {
        let isSaid = isBehindLabel(start)
        guard isSaid || tokens[start].has(.streetName) else { return nil }
        var end = start
        var isNamed = false
        while let word = token(end), word.kind == .word, word.script == .cyrillic, !word.isCapital,
            word.newlines == 0 || end == start, end - start < Self.mostLowerCaseWords, !word.has(Self.noNames)
        {
            isNamed = isNamed || word.has(.streetName)
            end += 1
        }
        guard end > start, let number = token(end), number.isPlainNumber, number.newlines == 0, number.hasSpace,
            number.digits <= 3, !number.form.contains(.ordinal), !number.form.contains(.comma), !isMeasured(end)
        else { return nil }
        let behind = token(end + 1)?.isMark(Self.comma) == true ? end + 2 : end + 1
        let hasFlat = startsPremises(behind) && token(behind)?.has(.unit) == true
        guard hasFlat || isNamed && !countsNext(end) && (isSaid || isBehindLowerCasePlace(start)) else { return nil }
        var street = AddressComponent(
            .bareStreet, start..<end + 1,
            AddressWeights.bareStreet + AddressWeights.houseNumberBare + AddressWeights.streetNameLowerCase,
            "name in small letters with a number")
        if isNamed { street.weight += AddressWeights.streetName }
        street.isNamed = isNamed
        street.hasHouse = true
        street.isWeak = true
        return street
    }

    private static let mostLowerCaseWords = 3
    /// What is no word of a street's name in small letters.
    private static let noNames: AddressRoles = [
        .stop, .label, .locative, .measure, .premises, .town, .district, .anyStreetBefore, .numberSign, .regionBefore,
        .regionAfter, .unitAfter, .postcodeLabel,
    ]

    /// Whether a label ends right before a token, or before the colon or preposition before it.
    private func isBehindLabel(_ start: Int) -> Bool {
        guard start > 0, tokens[start].newlines <= 1 else { return false }
        let before = tokens[start - 1]
        let end = before.isMark(UInt8(ascii: ":")) || before.has(.locative) && !before.has(.label) ? start - 1 : start
        return (max(0, end - 3)..<end).contains { tokens[$0].has(.label) && $0 + tokens[$0].length == end }
    }

    /// «казань, », with a comma or without.
    private func isBehindLowerCasePlace(_ start: Int) -> Bool {
        let end = token(start - 1)?.isMark(Self.comma) == true ? start - 1 : start
        guard let place = token(end - 1), tokens[start].newlines == 0 else { return false }
        return place.has(.place) && place.script == .cyrillic
    }

    /// Whether a name is one as streets have them: «Баумана», «Большая Покровская», «8 Марта».
    func isStreetName(_ name: Range<Int>) -> Bool {
        let words = tokens[name].filter { $0.kind == .word }
        guard let last = words.last, last.has(.streetForm) || words.contains(where: { $0.has(.streetName) }) else {
            return false
        }
        // A month is one behind its day alone.
        return !last.has(.measure) || tokens[name.lowerBound].kind == .number
    }

    /// Where the street begins in a run of capitalised words before a number: «Казань Баумана 12».
    func streetStart(in run: Range<Int>) -> Int? {
        guard run.count > 1, let number = token(run.upperBound), number.isPlainNumber, number.newlines == 0 else {
            return nil
        }
        var start = run.upperBound
        while start - 1 > run.lowerBound, tokens[start - 1].has([.streetName, .streetForm]) {
            start -= joins(start - 2) && start - 3 > run.lowerBound ? 3 : 1
        }
        return start < run.upperBound && vocabulary.isTown(tokens[run.lowerBound]) ? start : nil
    }

    /// Whether a street with its number follows, known by its name.
    func isBeforeNamedStreet(_ end: Int) -> Bool {
        guard let gap = AddressGap(after: end, in: tokens), gap.newlines == 0, gap.commas <= 1 else { return false }
        return bareStreet(at: gap.end)?.isNamed == true
    }

    /// Whether a place stands shortly before, on the same line.
    private func isBehindPlace(_ start: Int) -> Bool {
        var index = start - 1
        guard index > 0, tokens[start].newlines == 0, tokens[index].isMark(Self.comma) else { return false }
        while index > 0, start - index < 6, tokens[index].newlines == 0 {
            index -= 1
            if tokens[index].isCapital, vocabulary.isTown(tokens[index]) { return true }
        }
        return false
    }
}
