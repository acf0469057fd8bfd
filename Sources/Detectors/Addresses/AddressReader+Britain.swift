// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Houses and streets of Britain that no kind of street tells.
extension AddressReader {
    private static let mostHouseWords = 4
    /// Between the street and the postcode.
    private static let mostTowns = 2

    /// "Rose Cottage", right before the street where it stands: "Rose Cottage, Mill Lane".
    func namedHouse(at start: Int) -> AddressComponent? {
        guard tokens[start].script == .latin else { return nil }
        var index = start
        while let word = token(index), word.kind == .word, word.isCapital, index == start || word.newlines == 0,
            index - start < Self.mostHouseWords
        {
            // "The Farm" alone is a title as often.
            if index > (tokens[start].has(.particle) ? start + 1 : start), word.has(.houseAfter),
                isBeforeStreet(index + 1)
            {
                var house = AddressComponent(.house, start..<index + 1, AddressWeights.houseNamed, "name of a house")
                house.isNamed = true
                return house
            }
            index += 1
        }
        return nil
    }

    /// The end of capitalised words between a flat and a street: "Apt 4, The Maltings, Station Road".
    func buildingName(at start: Int) -> Int? {
        var index = start
        while let word = token(index), word.kind == .word, word.isCapital, index == start || word.newlines == 0,
            index - start < Self.mostHouseWords
        {
            index += 1
        }
        return index > start && tokens[start].script == .latin && isBeforeStreet(index) ? index : nil
    }

    private func isBeforeStreet(_ end: Int) -> Bool {
        guard let gap = AddressGap(after: end, in: tokens), !gap.hasPoint, gap.commas + gap.newlines > 0,
            gap.newlines <= 1, let first = token(gap.end)
        else { return false }
        let street =
            first.isPlainNumber
            ? numberedStreetLine(at: gap.end) : first.isCapital ? streetAfter(at: gap.end, hasNumber: false) : nil
        return street.map { $0.weight >= AddressWeights.streetAlone } ?? false
    }

    /// "12 Cheapside, London EC2V 6AA": what stands between the number and the town is a street, as a postcode follows.
    func postcodedStreet(at start: Int) -> AddressComponent? {
        let number = tokens[start]
        guard number.digits <= 4, !number.form.contains(.comma), !isYear(number), isFree(start),
            let next = token(start + 1), next.newlines == 0, next.script == .latin, next.isCapital
        else { return nil }
        let first = next.has(.particle) ? start + 2 : start + 1
        guard token(first)?.newlines == 0, let end = capitalizedRun(from: first),
            isBeforePostcode(end, towns: Self.mostTowns)
        else { return nil }
        var street = AddressComponent(
            .bareStreet, start..<end, AddressWeights.streetBeforePostcode, "name before a postcode")
        street.hasHouse = true
        street.isWeak = true
        return street
    }

    private func isBeforePostcode(_ end: Int, towns: Int) -> Bool {
        guard let gap = AddressGap(after: end, in: tokens), !gap.hasPoint, gap.newlines <= 1 else { return false }
        if britishPostcode(at: gap.end) != nil { return true }
        guard towns > 0, let town = capitalizedRun(from: gap.end) else { return false }
        return isBeforePostcode(town, towns: towns - 1)
    }
}
