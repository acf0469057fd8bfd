// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Joins the components of a stretch of text into addresses.
struct AddressAssembler {
    let reader: AddressReader
    private let surroundings: AddressSurroundings
    private let explains: Bool

    private static let mostComponents = 16

    init(tokens: [AddressToken], vocabulary: AddressVocabulary, fieldHoldsAddress: Bool, explains: Bool) {
        reader = AddressReader(tokens: tokens, vocabulary: vocabulary)
        surroundings = AddressSurroundings(tokens: tokens, fieldHoldsAddress: fieldHoldsAddress)
        self.explains = explains
    }

    /// Calls `body` with each address: which tokens it covers and its evidence.
    func addresses(_ body: (Range<Int>, AddressScore) -> Void) {
        var index = 0
        while index < reader.tokens.count {
            guard let first = reader.component(at: index) else {
                index += 1
                continue
            }
            let chain = grown(from: first)
            if let score = surroundings.score(chain, explains: explains) {
                body(chain.tokens, score)
                index = chain.tokens.upperBound
            } else {
                // What follows a weak beginning may be an address without it.
                index = first.isWeak || first.kind == .postcode ? index + 1 : first.tokens.upperBound
            }
        }
    }

    private func grown(from first: AddressComponent) -> AddressChain {
        var chain = AddressChain(first)
        while chain.components.count < Self.mostComponents, let gap = wordGap(in: chain),
            let next = next(at: gap.end, in: chain, gap), links(chain, next, gap)
        {
            chain.add(next)
        }
        return chain
    }

    /// What continues a chain at a token.
    private func next(at index: Int, in chain: AddressChain, _ gap: AddressGap) -> AddressComponent? {
        if chain.wantsHouse, gap.newlines == 0, !gap.hasPoint,
            reader.tokens[index].kind == .number, startsWithKind(chain) || reader.numberedStreetLine(at: index) == nil,
            var house = reader.houseNumber(at: index, isSure: chain.last?.isWeak == false && isSureStreet(chain))
        {
            if chain.last?.isWeak == true { house.weight = AddressWeights.houseNumberBehindWeak }
            return house
        }
        if chain.wantsHouse, gap.newlines == 0, let house = reader.signedHouse(at: index) { return house }
        if chain.hasHouse, gap.newlines == 0, let floor = reader.signedFloor(at: index) { return floor }
        if let quarter = chain.last, quarter.kind == .district, gap.newlines == 0, !gap.hasPoint, gap.commas <= 1,
            let house = reader.houseInQuarter(at: index, behind: quarter)
        {
            return house
        }
        if chain.hasHouse, gap.newlines == 0, let code = reader.lowerCasePostcode(at: index) { return code }
        if gap.marks == 0, chain.last?.hasHouse == true, let flat = reader.bareUnit(at: index) { return flat }
        if let flat = bareFlat(at: index, in: chain, gap) { return flat }
        if chain.last?.kind == .unit, !chain.hasStreet, !gap.hasPoint, gap.commas + gap.newlines > 0,
            let end = reader.buildingName(at: index)
        {
            return AddressComponent(.bareTown, index..<end, AddressWeights.bareTown, "name of a building")
        }
        if let street = secondStreet(at: index, in: chain) { return street }
        if chain.last?.kind == .bareTown || chain.last?.kind == .place, let code = reader.regionCode(at: index) {
            return code
        }
        if let code = codeBehindPlace(at: index, in: chain) { return code }
        if let component = reader.component(at: index) {
            if chain.hasStreet, !chain.has(.corner),
                component.kind == .bareStreet || component.kind == .street && !component.hasHouse,
                let part = bareTown(at: index, in: chain, gap) ?? quarter(component, in: chain)
            {
                return part
            }
            return component
        }
        return bareTown(at: index, in: chain, gap)
    }

    /// The street that meets the first one, whatever its name: "the corner of Oak Street and Elm".
    private func secondStreet(at index: Int, in chain: AddressChain) -> AddressComponent? {
        guard chain.has(.corner), chain.hasStreet, index > 0, reader.tokens[index - 1].has(.particle) else {
            return nil
        }
        if let street = reader.component(at: index), [.street, .bareStreet].contains(street.kind) { return street }
        return reader.capitalizedRun(from: index).map {
            AddressComponent(.bareTown, index..<$0, AddressWeights.bareTown, "second street")
        }
    }

    /// Whether the street of a chain begins with its kind, so that a number behind it cannot be of anything else.
    private func startsWithKind(_ chain: AddressChain) -> Bool {
        guard let street = chain.last else { return false }
        return reader.tokens[street.tokens.lowerBound].has(.streetBefore)
    }

    private func isSureStreet(_ chain: AddressChain) -> Bool {
        guard let street = chain.last else { return false }
        return reader.tokens[street.tokens].contains { $0.has([.streetBefore, .streetAfter, .ending]) }
    }

    /// «ул. 8 Марта, 12, 34»: the second number is the flat.
    private func bareFlat(at index: Int, in chain: AddressChain, _ gap: AddressGap) -> AddressComponent? {
        guard let last = chain.last, gap.commas == 1, gap.newlines == 0, !gap.hasPoint,
            last.kind == .house && chain.has(.street)
                || last.kind == .bareStreet && last.isNamed && chain.has(.place, .town),
            let number = reader.token(index), number.isPlainNumber, number.digits <= 3, number.form == .plain,
            reader.tokens[chain.tokens.lowerBound].script == .cyrillic
        else { return nil }
        if let next = reader.token(index + 1), next.kind != .mark, next.newlines == 0 { return nil }
        return AddressComponent(.unit, index..<index + 1, AddressWeights.part, "number behind the house")
    }

    /// The gap after a chain; «на улице Ленина, в доме 5» and "the corner of Oak and Elm Street" have a word in it.
    private func wordGap(in chain: AddressChain) -> AddressGap? {
        guard let gap = gap(after: chain.tokens.upperBound) else { return nil }
        let token = reader.tokens[gap.end]
        if token.has(.particle), chain.has(.corner), chain.hasStreet, gap.newlines == 0,
            reader.capitalizedRun(from: gap.end + 1) != nil
        {
            return gap.passing(gap.end + 1)
        }
        guard token.has(.locative), token.letters <= 2, token.script != .latin, gap.newlines == 0, !gap.hasPoint,
            let next = reader.token(gap.end + 1), next.has(.premises), reader.startsPremises(gap.end + 1)
        else { return gap }
        return gap.passing(gap.end + 1)
    }

    func gap(after index: Int) -> AddressGap? { AddressGap(after: index, in: reader.tokens) }

    /// Whether a component may follow over this gap.
    private func links(_ chain: AddressChain, _ next: AddressComponent, _ gap: AddressGap) -> Bool {
        // A line before an address may be somebody's name.
        if chain.components.count == 1, chain.last?.kind == .place, chain.last?.isWeak == true,
            !(next.isNamed && gap.newlines == 0)
        {
            return false
        }
        let isTail = [.postcode, .state, .place, .bareTown, .region].contains(next.kind)
        if gap.newlines > (isTail ? 2 : 1) { return false }
        if gap.hasPoint {
            let isNamed = [.house, .part, .unit, .box, .town, .region, .district].contains(next.kind)
            let endsLine = isTail && gap.newlines == 1 && chain.hasHouse
            guard
                isNamed || endsLine
                    || reader.tokens[gap.start - 1].letters <= 4 && gap.newlines == 0
                        && reader.tokens[gap.start - 1].has([.anyStreetAfter, .direction, .unitAfter, .state])
            else { return false }
        }
        switch next.kind {
        case .street:
            return !chain.hasStreet || chain.has(.corner)
                || chain.last?.isWeak == true && chain.last?.kind == .street && chain.has(.house)
                    && !chain.has(.place)
        case .bareStreet:
            return (!chain.hasStreet || chain.has(.corner)) && !chain.has(.box)
                && (gap.newlines == 0 || chain.last?.kind != .place)
        case .box: return !chain.has(.box)
        case .postcode, .state:
            return chain.hasStreet || gap.newlines == 0
        default: return true
        }
    }
}
