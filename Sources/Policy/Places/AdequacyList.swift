// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// The countries that a law of the home trusts, as one dated list says.
package struct AdequacyList: Sendable, Equatable {
    /// Its name in records, such as `ru-128-2022`.
    package let version: String
    package let validFrom: CalendarDay
    /// The last day on which it holds; `nil` while no end is known.
    package let validTo: CalendarDay?
    package let status: SourceStatus
    /// Where it comes from.
    package let source: String
    /// Groups stand for their members.
    package let countries: Set<Jurisdiction>
    /// Why it names no country; empty where it names some.
    package let reason: String

    package func hasExpired(on day: CalendarDay) -> Bool { validTo.map { $0 < day } ?? false }
}
