// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// One part of an address, as a reader found it.
struct AddressComponent: Sendable {
    enum Kind: Sendable {
        case street
        /// Words with a number and nothing that says that they are a street.
        case bareStreet
        case house, part, unit, box, town, region, district, place, state, postcode
        /// Words that announce two streets that meet.
        case corner
        /// Capitalised words that only their neighbours make a town.
        case bareTown
    }

    let kind: Kind
    /// Which tokens it covers.
    let tokens: Range<Int>
    /// Log-odds it is worth.
    var weight: Double
    /// A constant name for the trace.
    let name: StaticString
    /// Whether the number of the house is in it: "12 Main Street".
    var hasHouse = false
    /// Whether a number may follow it as the house's: not behind "12 Main Street".
    var takesNumberBehind = true
    /// Whether the words around it have to say more, as the type word is an ordinary one or missing.
    var isWeak = false
    /// Whether its name is one as streets or houses have them: «Баумана», "Rose Cottage".
    var isNamed = false

    init(_ kind: Kind, _ tokens: Range<Int>, _ weight: Double, _ name: StaticString) {
        self.kind = kind
        self.tokens = tokens
        self.weight = weight
        self.name = name
    }

    /// The same component with tokens before it.
    func widened(from start: Int) -> AddressComponent {
        var component = AddressComponent(kind, start..<tokens.upperBound, weight, name)
        component.hasHouse = hasHouse
        component.takesNumberBehind = takesNumberBehind
        component.isWeak = isWeak
        component.isNamed = isNamed
        return component
    }
}
