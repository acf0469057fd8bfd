// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
import StrictYAML

/// The `storage:` section: in which country lies what the gateway keeps.
///
/// Control: ZV-LOC-01
package struct StorageSettings: Sendable, Equatable {
    /// The country of this machine, and of places that name none.
    package let country: Jurisdiction
    /// Without any, every path of this machine is in its country.
    package let places: [StoragePlace]

    /// More places than an installation has.
    private static let mostPlaces = 64

    /// `home` is the country where the section names none.
    init(_ node: YAMLNode, home: Jurisdiction) throws(DocumentError) {
        let mapping = try node.mapping(keys: ["country", "places"])
        country = try mapping.optional("country").map(Self.country) ?? home
        var places: [StoragePlace] = []
        if let list = mapping.optional("places") {
            let elements = try list.elements()
            guard elements.count <= Self.mostPlaces else {
                throw list.error(.invalidValue, "expected at most \(Self.mostPlaces) places")
            }
            var names: Set<[UInt8]> = []
            for element in elements {
                let place = try StoragePlace(element, country: country)
                // Of two countries of one place, the one that holds would be a matter of order.
                guard names.insert(place.location.bytes).inserted else {
                    throw element.error(.duplicateKey, "this place is declared twice")
                }
                places.append(place)
            }
        }
        self.places = places
    }

    /// Whether a country, or a name in its place, is spelled as one.
    static func country(_ node: YAMLNode) throws(DocumentError) -> Jurisdiction {
        guard let country = Jurisdiction(try node.string()) else {
            throw node.error(.invalidValue, "expected a country code such as RU")
        }
        return country
    }
}
