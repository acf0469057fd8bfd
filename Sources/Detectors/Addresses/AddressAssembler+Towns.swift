// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Towns and quarters that only what stands round them makes ones.
extension AddressAssembler {
    /// Capitalised words between components that need a town there: "10115 Berlin", "12 Main St, Springfield, IL".
    func bareTown(at index: Int, in chain: AddressChain, _ gap: AddressGap) -> AddressComponent? {
        guard let end = reader.capitalizedRun(from: index) else {
            guard chain.hasHouse, gap.commas > 0, let end = reader.lowerCaseTown(from: index) else { return nil }
            return AddressComponent(.bareTown, index..<end, AddressWeights.bareTown, "name of a town")
        }
        let town = AddressComponent(.bareTown, index..<end, AddressWeights.bareTown, "name of a town")
        if chain.last?.kind == .postcode, gap.marks == 0 { return town }
        if chain.last?.kind == .unit, chain.hasHouse, gap.marks == 0, gap.newlines == 0, reader.endsPhrase(end) {
            return town
        }
        if chain.components.contains(where: { $0.kind == .house && $0.isNamed }), gap.commas == 1,
            reader.endsPhrase(end)
        {
            return town
        }
        guard chain.hasStreet || chain.has(.box, .unit) else { return nil }
        return isBeforePlace(end, in: chain, mostNames: 1) ? town : nil
    }

    /// Whether a place, a code or a unit follows, perhaps behind one more name.
    private func isBeforePlace(_ end: Int, in chain: AddressChain, mostNames: Int) -> Bool {
        guard let further = gap(after: end), further.newlines <= 2 else { return false }
        if let next = reader.component(at: further.end) {
            if [.postcode, .state, .place, .region, .town].contains(next.kind) { return true }
            if next.kind == .unit, chain.hasHouse { return true }
        }
        if reader.regionCode(at: further.end) != nil { return true }
        guard mostNames > 0, further.newlines > 0 || further.hasBracket || chain.has(.unit),
            let name = reader.capitalizedRun(from: further.end)
        else { return false }
        return isBeforePlace(name, in: chain, mostNames: mostNames - 1)
    }

    /// A name with a number behind a street, before a place: "Street 5, Al Barsha 1, Dubai".
    func quarter(_ component: AddressComponent, in chain: AddressChain) -> AddressComponent? {
        guard component.kind == .bareStreet, let further = gap(after: component.tokens.upperBound),
            let next = reader.component(at: further.end), [.place, .town, .postcode, .region].contains(next.kind)
        else { return nil }
        return AddressComponent(.district, component.tokens, AddressWeights.bareTown, "name of a quarter")
    }

    /// The short postcode that ends an address: "Aalborg NO 9100".
    func codeBehindPlace(at index: Int, in chain: AddressChain) -> AddressComponent? {
        guard chain.hasStreet, let last = chain.last, [.state, .place, .bareTown, .town, .region].contains(last.kind),
            let number = reader.token(index), number.isPlainNumber, number.form == .plain,
            (3...6).contains(number.digits)
        else { return nil }
        if let next = reader.token(index + 1), next.kind != .mark, next.newlines == 0 { return nil }
        return AddressComponent(.postcode, index..<index + 1, AddressWeights.postcodeShort, "postcode behind a place")
    }
}
