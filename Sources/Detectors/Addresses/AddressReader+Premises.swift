// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

extension AddressReader {
    private static let longestNumber = 6

    /// «д. 5», «корп. 2», «кв. 12», "Suite 300", "P.O. Box 12", "شقة 5".
    func premises(at index: Int) -> AddressComponent? {
        let type = tokens[index]
        guard type.has(.premises) else { return nil }
        let next = after(index)
        guard
            let end = ordinalEnd(from: next, of: type)
                ?? premisesNumber(from: next, isLetter: type.has([.part, .unit])),
            type.has([.box, .unit]) || !isMeasured(end - 1)
        else {
            return nil
        }
        let range = index..<end
        if type.has(.box) {
            let isCode = type.length == 1 && type.script == .latin && !tokens[end - 1].hasSpace
            guard tokens[end - 1].form == .plain, !isCode else { return nil }
            return AddressComponent(.box, range, AddressWeights.box, "post box")
        }
        if type.has(.unit) { return AddressComponent(.unit, range, AddressWeights.unit, "unit") }
        if type.has(.house) {
            let weight = type.script == .latin ? AddressWeights.houseLabelledLatin : AddressWeights.houseLabelled
            return AddressComponent(.house, range, weight, "house")
        }
        return AddressComponent(.part, range, AddressWeights.part, "part of a house")
    }

    /// «الطابق الثاني», «этаж второй».
    private func ordinalEnd(from start: Int, of type: AddressToken) -> Int? {
        guard type.has(.unit), let word = token(start), word.has(.ordinal), word.newlines == 0 else { return nil }
        return start + 1
    }

    /// The index behind the number or letter of premises.
    private func premisesNumber(from start: Int, isLetter: Bool) -> Int? {
        if let number = number(from: start) {
            guard tokens[number].digits <= Self.longestNumber else { return nil }
            return number + 1
        }
        guard isLetter, let letter = token(start), letter.kind == .word, letter.newlines == 0, letter.letters <= 2,
            letter.isUpper
        else { return nil }
        // "B12", "B-12", «А»
        let dash = token(start + 1)?.isMark(UInt8(ascii: "-")) == true ? 1 : 0
        if let number = token(start + 1 + dash), number.isPlainNumber, !number.hasSpace { return start + 2 + dash }
        return letter.letters == 1 ? start + 1 : nil
    }

    /// «رقم 12» behind a street.
    func signedHouse(at index: Int) -> AddressComponent? {
        guard tokens[index].has(.numberSign), let number = number(from: index) else { return nil }
        return houseNumber(at: number, isSure: true)?.widened(from: index)
    }

    /// "0912 P.O. Box 287": a building's number before the box.
    func numberedBox(at index: Int) -> AddressComponent? {
        guard let next = token(index + 1), next.has(.box), next.newlines == 0, tokens[index].digits <= 5 else {
            return nil
        }
        return premises(at: index + 1)?.widened(from: index)
    }

    /// "# 16" as Americans write a flat.
    func signedUnit(at index: Int) -> AddressComponent? {
        guard let end = premisesNumber(from: index + 1, isLetter: true), tokens[end - 1].digits <= 5 else { return nil }
        return AddressComponent(.unit, index..<end, AddressWeights.unitAfter, "number sign")
    }

    /// "12 Main Street B301", "12 Main Street C".
    func bareUnit(at index: Int) -> AddressComponent? {
        guard let letter = token(index), letter.kind == .word, letter.isUpper, letter.letters <= 2,
            letter.newlines == 0,
            !letter.has(.state)
        else { return nil }
        if let number = token(index + 1), number.isPlainNumber, !number.hasSpace, number.digits <= 4 {
            return AddressComponent(.unit, index..<index + 2, AddressWeights.part, "flat behind the street")
        }
        guard letter.letters == 1, !letter.has(.direction), token(index + 1)?.isCapital != true else { return nil }
        return AddressComponent(.unit, index..<index + 1, 0, "letter behind the street")
    }

    /// "2nd Floor", "second floor", «5 этаж», «25-үй».
    func floor(at index: Int) -> AddressComponent? {
        guard let word = token(index + 1), word.has(.unitAfter), word.newlines == 0, tokens[index].digits <= 3 else {
            return nil
        }
        if word.has(.house), tokens[index].kind == .number {
            return AddressComponent(.house, index..<index + 2, AddressWeights.houseLabelled, "number of a house")
        }
        return AddressComponent(.unit, index..<index + 2, AddressWeights.unitAfter, "floor")
    }

    /// "3º B", "2.º izq." behind the house, as in Spain and Portugal.
    func signedFloor(at index: Int) -> AddressComponent? {
        guard let number = token(index), number.isPlainNumber, number.form.contains(.signed), number.digits <= 2 else {
            return nil
        }
        var end = index + 1
        if let side = token(end), side.kind == .word, side.newlines == 0,
            side.has(.floorSide) || side.letters == 1 && side.isUpper
        {
            end += 1
            if side.letters > 1, token(end)?.isMark(Self.point) == true { end += 1 }
        }
        return AddressComponent(.unit, index..<end, AddressWeights.unitAfter, "floor")
    }

    /// "APO AP 96854".
    func military(at index: Int) -> AddressComponent? {
        if tokens[index].has(.ship), let name = name(from: index + 1, lowerCase: 2), let office = token(name.end),
            office.has(.military), let line = military(at: name.end)
        {
            return line.widened(from: index)
        }
        guard tokens[index].has(.military), let area = token(index + 1), area.kind == .word, area.letters == 2,
            let code = token(index + 2), code.isPlainNumber, code.digits == 5
        else { return nil }
        return AddressComponent(.box, index..<index + 3, AddressWeights.military, "military post office")
    }

    /// "the corner of" before a street.
    func corner(at index: Int) -> AddressComponent? {
        guard tokens[index].has(.corner) else { return nil }
        return AddressComponent(.corner, index..<index + tokens[index].length, AddressWeights.corner, "corner")
    }

    /// The number behind a street without one: "Hauptstraße 12", «ул. Ленина, 5», and a letter behind it.
    ///
    /// - Parameter isSure: whether the street is one beyond doubt; else the number must not begin a phrase.
    func houseNumber(at index: Int, isSure: Bool) -> AddressComponent? {
        guard let number = token(index), number.isPlainNumber, number.digits <= 4, !isMeasured(index) else {
            return nil
        }
        if floor(at: index) != nil { return nil }
        if number.form.contains(.ordinal) { return nil }
        var end = index + 1
        if let letter = token(end), letter.kind == .word, letter.letters == 1, letter.newlines == 0, letter.isUpper,
            !letter.has(.direction), !startsPremises(end)
        {
            let next = token(end + 1)
            if next == nil || next?.kind == .mark || (next?.newlines ?? 0) > 0 { end += 1 }
        }
        if !isSure, end == index + 1, let next = token(end), next.kind == .word, next.newlines == 0,
            !next.isCapital, next.script != .arabic,
            !next.has([.premises, .locative, .town, .particle, .anyStreetAfter])
        {
            return nil
        }
        return AddressComponent(.house, index..<end, AddressWeights.houseNumber, "number behind the street")
    }
}
