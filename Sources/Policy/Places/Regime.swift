// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// What one law asks of data that leaves its country: a file of `compliance/jurisdictions/regimes/`.
package struct Regime: Sendable, Equatable {
    /// What data of one kind needs beyond the class it has.
    package enum SensitiveRule: String, Sendable, CaseIterable {
        /// Counts as C3: in clear it stays in the country.
        case clear
        /// Goes abroad, also replaced, only with a permit in date.
        case permit
        /// Stays in the country, also replaced.
        case stays = "in_country"
    }

    /// Where the law wants the data of its citizens kept.
    package struct Localisation: Sendable, Equatable {
        package let isRequired: Bool
        package let law: String
        package let status: SourceStatus
    }

    /// The name of the file and in settings, such as `ru`.
    package let id: String
    package let title: String
    /// Where the law holds: between these it sees no transfer. Groups stand as their members.
    package let countries: Set<Jurisdiction>
    /// Whether a home in its countries is under it without being asked. A free zone's law is not: it is named.
    package let isChosenByHome: Bool
    /// What each mechanism needs; one that is not here does not exist.
    package let mechanisms: [TransferMechanism: Set<TransferRequirement>]
    /// From the oldest to the newest.
    package let lists: [AdequacyList]
    /// By category.
    package let sensitive: [String: SensitiveRule]
    package let localisation: Localisation?
    package let clocks: [LegalClock]

    /// The list that holds on a day, or held last: the newest that has begun.
    package func list(on day: CalendarDay) -> AdequacyList? { lists.last { $0.validFrom <= day } }
}
