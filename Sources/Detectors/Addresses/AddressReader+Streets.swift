// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

extension AddressReader {
    private static let mostTokens = 9
    private static let abbreviation = 3

    // MARK: The kind before the name

    /// «ул. Ленина», "rue de Rivoli", "شارع الملك فهد"; "Road 4567".
    func streetBefore(at index: Int) -> AddressComponent? {
        let type = tokens[index]
        guard type.has(.anyStreetBefore) else { return nil }
        let isStrong = type.has(.streetBefore)
        if type.script == .latin, !isStrong, !type.isCapital { return nil }
        let next = after(index)
        guard let first = token(next), first.newlines == 0 else { return nil }
        let lowerCase = isStrong && !(type.script == .latin && type.isCapital) ? 2 : 0
        if let name = name(from: next, lowerCase: lowerCase) {
            var street = AddressComponent(
                .street, index..<name.end, isStrong ? AddressWeights.street : AddressWeights.streetWeak,
                "kind of street before")
            street.isWeak = !isStrong
            if name.lowerCase > 0 {
                let isAbbreviated = type.letters <= Self.abbreviation && type.script != .latin || type.length > 1
                street.weight +=
                    isAbbreviated ? AddressWeights.lowerCaseAbbreviated : AddressWeights.lowerCase
            }
            return street
        }
        guard let number = number(from: next), tokens[number].digits <= 4, !isMeasured(number),
            type.script != .cyrillic, type.script == .arabic || type.isCapital
        else { return nil }
        var street = AddressComponent(
            .street, index..<number + 1, AddressWeights.streetNumbered, "street with a number for a name")
        street.isWeak = true
        return street
    }

    // MARK: The kind after the name

    /// "12 Main Street", "12 bis rue de Rivoli": the house first.
    func numberedStreetLine(at index: Int) -> AddressComponent? {
        let number = tokens[index]
        guard number.digits <= 5, !number.form.contains(.comma), isFree(index), let next = token(index + 1),
            next.newlines == 0
        else {
            return nil
        }
        // "224 4966 Bond Street": the number of a building stands before that of the house.
        if next.isPlainNumber, next.hasSpace, number.form == .plain, let line = numberedStreetLine(at: index + 1) {
            return line.widened(from: index)
        }
        let start = next.isMark(Self.comma) ? index + 2 : index + 1
        guard let first = token(start), first.newlines == 0 else { return nil }
        var street = streetAnywhere(at: start)
        // "12 B Main Street", "12 bis rue": the word belongs to the number.
        if street == nil, first.kind == .word, first.letters == 1 && first.isUpper || first.has(.unitAfter),
            token(start + 1)?.newlines == 0
        {
            street = streetAnywhere(at: start + 1)
        }
        guard let street else { return nil }
        var line = street.widened(from: index)
        line.weight += AddressWeights.houseNumber
        if line.isWeak { line.weight += isYear(number) ? AddressWeights.yearBefore : AddressWeights.houseBeforeWeak }
        line.hasHouse = true
        return line
    }

    /// The street behind the number of its house, its kind before or after its name.
    private func streetAnywhere(at start: Int) -> AddressComponent? {
        guard let first = token(start) else { return nil }
        if first.kind == .word, first.has(.anyStreetBefore), first.script != .cyrillic,
            let street = streetBefore(at: start)
        {
            return street
        }
        return first.has(.measure) && !first.isCapital ? nil : streetAfter(at: start, hasNumber: true)
    }

    func isYear(_ number: AddressToken) -> Bool {
        number.form == .plain && number.digits == 4 && (1900...2099).contains(number.value)
    }

    /// "Main Street", «Тверская улица», "Hauptstraße", with a direction behind.
    func streetAfter(at start: Int, hasNumber: Bool) -> AddressComponent? {
        var index = start
        var words = 0
        var lowerCase = 0
        var found: (index: Int, weight: Double, isWeak: Bool)?
        scan: while let token = token(index), index - start < Self.mostTokens, index == start || token.newlines == 0 {
            var length = 1
            switch token.kind {
            case .mark:
                let isPoint = token.isMark(Self.point) && index > start && tokens[index - 1].letters <= 2
                guard index > start, isPoint || joins(index) || isPossessive(index) else { break scan }
            case .number:
                guard token.form.contains(.ordinal) else { break scan }
                words += 1
            case .word:
                if token.has([.stop, .label, .locative, .measure]), !token.has(.anyStreetAfter),
                    words == 0 || !token.has(.particle)
                {
                    break scan
                }
                if startsPremises(index), words > 0,
                    !(token.isCapital && token.has(.anyStreetAfter) || token.has(.streetAfter))
                {
                    break scan
                }
                let isLower = lowerCase > 0 || hasNumber && words == 0
                if let kind = streetKind(
                    token, isFirst: words == 0, hasNumber: hasNumber, isLower: isLower,
                    isPointed: self.token(index + 1)?.isMark(Self.point) == true,
                    isNumbered: self.token(index + 1)?.kind == .number)
                {
                    if token.script == .cyrillic, beginsNamedStreet(index) { break scan }
                    if found == nil || !kind.isWeak || found?.isWeak == true {
                        found = (index, kind.weight, kind.isWeak)
                    }
                    length = token.length
                }
                if token.isCapital || token.has(.anyStreetAfter) && words > 0 {
                    words += 1
                } else if token.has(.particle), words > 0, lowerCase == 0 {
                    // Between words of the name.
                } else {
                    guard hasNumber, words == lowerCase, lowerCase < 3, token.script == .latin, token.letters > 1
                    else { break scan }
                    words += 1
                    lowerCase += 1
                }
            }
            index += length
        }
        guard let found, words > 0, !(lowerCase > 0 && found.isWeak && words - lowerCase > 1) else { return nil }
        return street(from: start, to: found, lowerCase: lowerCase, hasNumber: hasNumber)
    }

    private func street(
        from start: Int, to found: (index: Int, weight: Double, isWeak: Bool), lowerCase: Int, hasNumber: Bool
    ) -> AddressComponent? {
        // «пр-т» is one kind in three tokens.
        var end = found.index + tokens[found.index].length
        if let direction = token(end), direction.has(.direction), direction.isCapital || lowerCase > 0,
            direction.newlines == 0
        {
            end += 1
        }
        if token(end)?.isMark(Self.point) == true, let next = token(end + 1), next.newlines == 0,
            next.kind == .number || next.isMark(Self.comma)
        {
            end += 1
        }
        var street = AddressComponent(.street, start..<end, found.weight, "kind of street after")
        street.isWeak = found.isWeak
        let kind = tokens[found.index]
        street.takesNumberBehind =
            !hasNumber || kind.has([.streetAfter, .ending, .endingWeak]) || !kind.has(.anyStreetAfter)
        if lowerCase > 0 { street.weight += AddressWeights.lowerCaseNumbered }
        if found.isWeak, tokens[start..<end].allSatisfy({ $0.kind != .word || $0.isUpper }) {
            street.weight += AddressWeights.ordinaryCapitals
        }
        return street
    }

    /// Whether a name follows a kind of street: «Сдаю пер. Гривцова» has no street «Сдаю пер.».
    private func beginsNamedStreet(_ index: Int) -> Bool {
        guard let next = token(after(index)), next.kind == .word, next.newlines == 0 else { return false }
        return next.isCapital || next.has(.particle)
    }

    /// What a word says about the name that it ends.
    private func streetKind(
        _ token: AddressToken, isFirst: Bool, hasNumber: Bool, isLower: Bool, isPointed: Bool, isNumbered: Bool
    ) -> (weight: Double, isWeak: Bool)? {
        if token.has([.ending, .endingWeak]), !token.has(.place), token.isCapital || isLower {
            return token.has(.ending) ? (AddressWeights.streetEnding, false) : (AddressWeights.streetEndingWeak, true)
        }
        if isFirst || token.letters == 1 && !isPointed { return nil }
        if token.has(.streetAfter) { return (AddressWeights.street, false) }
        if token.has(.streetAfterHouse), hasNumber { return (AddressWeights.street, false) }
        if token.has(.streetAfterHouse), token.isCapital { return (AddressWeights.streetAlone, true) }
        // "6614 Luite tee 87": a number on each side speaks for a small ordinary word.
        guard token.has(.anyStreetAfter),
            token.isCapital || isLower || token.has(.streetAfterHouse) || hasNumber && isNumbered
        else { return nil }
        return (AddressWeights.streetWeak, true)
    }
}
