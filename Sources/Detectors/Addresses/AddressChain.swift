// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Neighbouring components, in text order.
struct AddressChain {
    private(set) var components: [AddressComponent]

    init(_ first: AddressComponent) { components = [first] }

    mutating func add(_ component: AddressComponent) { components.append(component) }

    var tokens: Range<Int> {
        (components.first?.tokens.lowerBound ?? 0)..<(components.last?.tokens.upperBound ?? 0)
    }

    var last: AddressComponent? { components.last }

    func has(_ kinds: AddressComponent.Kind...) -> Bool { components.contains { kinds.contains($0.kind) } }

    var hasStreet: Bool { has(.street, .bareStreet) }

    /// Whether the number of the house is known.
    var hasHouse: Bool { components.contains { $0.kind == .house || $0.hasHouse } }

    /// Whether a street stands last, without a number yet.
    var wantsHouse: Bool { last?.kind == .street && last?.takesNumberBehind == true }

    /// Whether it leads to a door: a house in a street or named place, a post box, a street with its postcode.
    ///
    /// - Parameter isLabelled: whether words say that an address stands here; then a street alone will do.
    func leadsToADoor(isLabelled: Bool) -> Bool {
        if has(.box) || has(.corner) && hasStreet { return true }
        if components.contains(where: { $0.kind == .postcode && $0.weight >= AddressWeights.postcodeCertain }) {
            return true
        }
        if has(.street) {
            let isNamed =
                isLabelled && components.contains { $0.kind == .street && $0.weight >= AddressWeights.streetAlone }
            return hasHouse || isNamed || has(.unit, .part) || has(.postcode) && has(.place, .town, .bareTown, .state)
        }
        if has(.bareStreet) { return isLabelled || has(.unit, .part, .postcode, .town, .region, .place, .district) }
        if has(.unit), has(.postcode), has(.place, .town, .bareTown) { return true }
        return has(.house) && has(.town, .district, .place, .unit)
    }
}
