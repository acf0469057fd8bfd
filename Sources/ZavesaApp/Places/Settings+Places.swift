// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Policy
import PrivacyCore

extension Settings {
    /// Throws for a country of an upstream or a provider that no data file knows: it is a spelling mistake, and would
    /// count as abroad.
    package func checkPlaces(_ registry: JurisdictionRegistry) throws(SettingsError) {
        func check(_ place: Jurisdiction, _ whose: String) throws(SettingsError) {
            guard registry.members(of: place) != nil else {
                throw SettingsError("\(whose): no such country or group; expected an ISO 3166-1 code such as RU")
            }
        }
        if let storage {
            try check(storage.country, "storage: country")
            for place in storage.places { try check(place.country, "storage: country of a place") }
        }
        for upstream in upstreams { try check(upstream.country, "upstream \(upstream.id): country") }
        for provider in providers {
            try check(provider.jurisdiction, "provider \(provider.name): jurisdiction")
            for processor in provider.subProcessors ?? [] {
                try check(processor.country, "provider \(provider.name): sub_processors")
            }
        }
    }
}
