// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

extension AddressReader {
    /// «индекс 125009», "ZIP: 12345", "رمز بريدي 11564".
    func labelledPostcode(at index: Int) -> AddressComponent? {
        guard tokens[index].has(.postcodeLabel) else { return nil }
        let next = after(index)
        let isSaid = token(next).map { $0.isMark(UInt8(ascii: ":")) || $0.has(.locative) } ?? false
        let start = token(next)?.has(.locative) == true ? next + 1 : next
        guard let number = number(from: start), (2...7).contains(tokens[number].digits), !isMeasured(number) else {
            return nil
        }
        let end = formedPostcode(at: number)?.tokens.upperBound ?? number + 1
        // «индекс 100» may be of anything; "ZIP code" and "ZIP:" are of an address.
        let isCertain = tokens[index].script != .cyrillic && (isSaid || tokens[index].length > 1)
        let weight = isCertain ? AddressWeights.postcodeCertain : AddressWeights.postcodeLabelled
        return AddressComponent(.postcode, number..<end, weight, "labelled postcode")
    }

    /// Postcodes whose form says what they are: 12345-6789, 00-950, 1234 AB, 123 45.
    func formedPostcode(at index: Int) -> AddressComponent? {
        let number = tokens[index]
        let length = number.end - number.start
        if number.form == .joined {
            let isFormed =
                (number.digits, length) == (5, 10) || (number.digits, length) == (2, 6)
                || (number.digits, length) == (4, 8)
            guard isFormed else { return nil }
            return AddressComponent(.postcode, index..<index + 1, AddressWeights.postcodeFormed, "postcode")
        }
        guard number.form == .plain, let next = token(index + 1), next.newlines == 0 else { return nil }
        if number.digits == 4, next.kind == .word, next.isUpper, next.letters == 2, next.script == .latin,
            !next.has(.state)
        {
            return AddressComponent(.postcode, index..<index + 2, AddressWeights.postcodeFormed, "postcode")
        }
        guard number.digits == 3, next.isPlainNumber, next.form == .plain, next.digits == 2, next.hasSpace,
            token(index + 2).map({ $0.kind == .word && $0.isCapital && $0.newlines == 0 }) == true
                || token(index - 1)?.has(.postcodeLabel) == true || token(index - 2)?.has(.postcodeLabel) == true
        else { return nil }
        return AddressComponent(.postcode, index..<index + 2, AddressWeights.postcodePlain, "postcode")
    }

    /// Five or six digits; four before a town.
    func plainPostcode(at index: Int) -> AddressComponent? {
        let number = tokens[index]
        guard number.form == .plain, !isMeasured(index) else { return nil }
        switch number.digits {
        case 5, 6:
            return AddressComponent(.postcode, index..<index + 1, AddressWeights.postcodePlain, "postcode")
        case 4:
            guard !isYear(number), let town = token(index + 1), town.kind == .word, town.isCapital, town.letters > 2,
                town.newlines == 0
            else { return nil }
            return AddressComponent(.postcode, index..<index + 1, AddressWeights.postcodeShort, "short postcode")
        default: return nil
        }
    }

    /// D-10435, CH-8001, S-111 22: before a known town it is one by itself.
    func prefixedPostcode(at index: Int) -> AddressComponent? {
        let prefix = tokens[index]
        guard prefix.has(.postcodePrefix), prefix.isUpper, let dash = token(index + 1),
            dash.isMark(UInt8(ascii: "-")), !dash.hasSpace, let number = token(index + 2), !number.hasSpace,
            number.isPlainNumber
        else { return nil }
        let isPlain = number.form == .plain && (4...5).contains(number.digits)
        guard let end = formedPostcode(at: index + 2)?.tokens.upperBound ?? (isPlain ? index + 3 : nil) else {
            return nil
        }
        let isInTown = token(end).map { $0.isCapital && $0.newlines == 0 && vocabulary.isPlace($0) } ?? false
        return AddressComponent(
            .postcode, index..<end, isInTown ? AddressWeights.postcodeCertain : AddressWeights.postcodeFormed,
            "postcode behind its country")
    }

    /// SW1A 1AA, the Canadian K1A 0B1, the Irish D6W P298.
    func britishPostcode(at index: Int) -> AddressComponent? {
        let end = britishEnd(from: index) ?? irishEnd(from: index)
        return end.map { AddressComponent(.postcode, index..<$0, AddressWeights.postcodeFormed, "postcode") }
    }

    /// "ls9 7tt", as people type it in a chat; only behind a house.
    func lowerCasePostcode(at index: Int) -> AddressComponent? {
        guard !tokens[index].isCapital, let end = britishEnd(from: index, isLower: true) else { return nil }
        return AddressComponent(.postcode, index..<end, AddressWeights.postcodeFormed, "postcode")
    }

    private func irishEnd(from index: Int) -> Int? {
        let area = tokens[index]
        guard area.isUpper, area.script == .latin, area.letters == 1, let routing = token(index + 1),
            routing.kind == .number, !routing.hasSpace, routing.end - routing.start == 2,
            let first = token(index + 2), first.hasSpace, first.newlines == 0, first.isUpper
        else { return nil }
        var end = index + 3
        while let next = token(end), !next.hasSpace, next.kind == .number || next.isUpper { end += 1 }
        return tokens[end - 1].end - first.start == 4 && end > index + 3 ? end : nil
    }

    private func britishEnd(from index: Int, isLower: Bool = false) -> Int? {
        let area = tokens[index]
        guard area.kind == .word, area.isUpper != isLower, area.script == .latin, area.letters <= 2,
            let outward = token(index + 1),
            outward.kind == .number, !outward.hasSpace, outward.end - outward.start <= 2,
            let inward = token(index + 2), inward.kind == .number, inward.digits == 1
        else { return nil }
        if inward.end - inward.start == 1, let unit = token(index + 3), unit.kind == .word, unit.isUpper != isLower,
            unit.letters == 2, !unit.hasSpace
        {
            return index + 4
        }
        guard area.letters == 1, inward.end - inward.start == 3, outward.end - outward.start == 2 else { return nil }
        return index + 3
    }
}
