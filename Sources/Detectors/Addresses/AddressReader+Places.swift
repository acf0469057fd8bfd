// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

extension AddressReader {
    private static let mostPlaceWords = 4

    /// «г. Москва», «пос. Октябрьский», "مدينة الكويت".
    func town(at index: Int) -> AddressComponent? {
        let type = tokens[index]
        guard type.has([.town, .townDotted]) else { return nil }
        let next = after(index)
        if !type.has(.town), !tokens[next - 1].isMark(Self.point) { return nil }
        // «2020 г. Москва» is a year.
        if type.letters == 1, let before = token(index - 1), before.kind == .number, before.newlines == 0 { return nil }
        guard let first = token(next), first.newlines == 0, first.kind == .word else { return nil }
        if type.letters == 1, first.letters == 1 { return nil }
        let canBeLower = type.script != .latin && vocabulary.isPlace(first)
        guard let name = name(from: next, lowerCase: canBeLower ? 1 : 0), !startsPremises(next) else { return nil }
        // «г Пермь Советская 12»
        let end = streetStart(in: next..<name.end) ?? name.end
        return AddressComponent(.town, index..<end, AddressWeights.town, "kind of town")
    }

    /// «Республика Татарстан», «обл. Московская».
    func regionBefore(at index: Int) -> AddressComponent? {
        guard tokens[index].has(.regionBefore) else { return nil }
        let next = after(index)
        guard let first = token(next), first.newlines == 0, let name = name(from: next, lowerCase: 0) else {
            return nil
        }
        return AddressComponent(.region, index..<name.end, AddressWeights.region, "kind of region")
    }

    /// «Московская область», «Ленинский р-н».
    func regionAfter(at start: Int) -> AddressComponent? {
        guard tokens[start].isCapital else { return nil }
        var index = start + 1
        while let token = token(index), index - start < 6, token.newlines == 0 {
            if token.has([.regionAfter, .townAfter]) {
                let end = index + token.length
                if token.has(.district) {
                    return AddressComponent(.district, start..<end, AddressWeights.district, "quarter")
                }
                let kind: AddressComponent.Kind = token.has(.townAfter) ? .town : .region
                return AddressComponent(kind, start..<end, AddressWeights.region, "kind of region")
            }
            guard joins(index) || token.isCapital && token.kind == .word else { return nil }
            index += 1
        }
        return nil
    }

    /// «мкр. Самал-2», "حي الملز", "Block 345".
    func district(at index: Int) -> AddressComponent? {
        guard tokens[index].has(.district) else { return nil }
        let next = after(index)
        guard let first = token(next), first.newlines == 0 else { return nil }
        var end = next
        if let name = name(from: next, lowerCase: 0) { end = name.end }
        if let number = token(end), number.isPlainNumber, number.digits <= 3, end == next || joins(end - 1) { end += 1 }
        if end + 1 < tokens.count, joins(end), tokens[end + 1].isPlainNumber { end += 2 }
        guard end > next else { return nil }
        return AddressComponent(.district, index..<end, AddressWeights.district, "quarter")
    }

    /// «7 микрорайон», «12 мкр».
    func numberedDistrict(at index: Int) -> AddressComponent? {
        guard let word = token(index + 1), word.has(.district), word.script == .cyrillic, word.newlines == 0,
            !word.has(.unitAfter), tokens[index].digits <= 2
        else { return nil }
        return AddressComponent(.district, index..<index + 1 + word.length, AddressWeights.district, "quarter")
    }

    /// «мкр. Северный 12-33»: what stands behind a quarter, whose streets often have no names.
    func houseInQuarter(at index: Int, behind quarter: AddressComponent) -> AddressComponent? {
        guard tokens[quarter.tokens].contains(where: { $0.script == .cyrillic && $0.has(.district) }),
            let number = token(index), number.isPlainNumber, number.digits <= 3, !isMeasured(index),
            !number.form.contains(.ordinal), !number.form.contains(.comma), endsPhrase(index + 1)
        else { return nil }
        let hasFlat = number.form.contains(.joined) && number.end - number.start > 3
        return AddressComponent(
            .house, index..<index + 1, hasFlat ? AddressWeights.houseAndFlatInQuarter : AddressWeights.houseInQuarter,
            "number behind a quarter")
    }

    /// Capitalised words of which the lists know one as a place; Arabic has no capitals.
    func place(at start: Int) -> AddressComponent? {
        if tokens[start].script == .arabic {
            guard vocabulary.isPlace(tokens[start]), tokens[start].letters > 2 else { return nil }
            let next = token(start + 1).map { $0.script == .arabic && $0.newlines == 0 && vocabulary.isPlace($0) }
            return AddressComponent(.place, start..<start + (next == true ? 2 : 1), AddressWeights.place, "place")
        }
        guard let run = capitalizedRun(from: start) else {
            let token = tokens[start]
            guard token.has(.place), token.letters > 2 else { return nil }
            return AddressComponent(.place, start..<start + token.length, AddressWeights.place, "place")
        }
        let end = streetStart(in: start..<run) ?? run
        guard
            tokens[start].length > 1 || (start..<end).contains(where: { vocabulary.isPlace(tokens[$0]) })
                || vocabulary.isTown(tokens[start]) && isBeforeNamedStreet(end)
        else { return nil }
        var place = AddressComponent(.place, start..<end, AddressWeights.place, "place")
        place.isWeak = !tokens[start].has(.place) && (start..<end).contains { vocabulary.isPersonsName(tokens[$0]) }
        return place
    }

    /// The end of a run of capitalised words with hyphens between them, all on one line.
    func capitalizedRun(from start: Int) -> Int? {
        guard let first = token(start), first.kind == .word, first.isCapital, first.letters > 1,
            !first.has([.stop, .label, .locative]), !startsPremises(start)
        else { return nil }
        if first.length > 1, first.has(.place) { return start + first.length }
        var index = start + 1
        var end = index
        var words = 1
        while let token = token(index), words < Self.mostPlaceWords, token.newlines == 0 {
            if joins(index) {
                index += 1
            } else if token.kind == .word, token.isCapital, joins(index - 1) {
                index += 1
                end = index
            } else if token.kind == .word, token.isCapital, token.letters > 1, !startsPremises(index),
                britishPostcode(at: index) == nil,
                !token.has([.stop, .label, .state, .anyStreetBefore])
            {
                index += 1
                end = index
                words += 1
            } else if token.isUpper, token.letters == 1, endsPhrase(index + 1) {
                return index + 1
            } else if token.has(.particle), let next = self.token(index + 1), next.kind == .word, next.isCapital {
                index += 1
            } else {
                break
            }
        }
        return end
    }

    func endsPhrase(_ index: Int) -> Bool {
        token(index).map { $0.kind == .mark || $0.newlines > 0 } ?? true
    }

    /// A run of words in small letters up to a comma or the end of the line, before a listed place: "leeds, england"; or up to a
    /// postcode: "leeds ls9 7tt".
    func lowerCaseTown(from start: Int) -> Int? {
        var index = start
        while let token = token(index), token.kind == .word, token.newlines == 0 || index == start, index - start < 3,
            !token.isCapital, !token.has([.stop, .label, .premises, .anyStreetBefore]), token.letters > 1
        {
            if index > start, lowerCasePostcode(at: index) != nil { return index }
            index += 1
        }
        guard index > start, endsPhrase(index), let gap = AddressGap(after: index, in: tokens) else { return nil }
        return tokens[gap.end].has(.place) ? index : nil
    }

    /// A short code between a town and its postcode: "Sfax, 13 44939".
    func regionCode(at index: Int) -> AddressComponent? {
        guard let code = token(index), let number = token(index + 1), number.isPlainNumber, number.form == .plain,
            (4...6).contains(number.digits), number.hasSpace, number.newlines <= 1,
            code.isPlainNumber ? code.form == .plain && code.digits <= 2 : code.isUpper && code.letters <= 3
        else { return nil }
        return AddressComponent(.state, index..<index + 1, AddressWeights.state, "code of a region")
    }

    /// "NY", in capitals.
    func state(at index: Int) -> AddressComponent? {
        let token = tokens[index]
        guard token.isUpper, token.letters <= 3, token.script == .latin else { return nil }
        let hasCode =
            self.token(index + 1).map { $0.isPlainNumber && $0.hasSpace && (4...5).contains($0.digits) } == true
        guard token.has(.state) || token.letters == 2 && hasCode else { return nil }
        return AddressComponent(.state, index..<index + 1, AddressWeights.state, "state")
    }
}
