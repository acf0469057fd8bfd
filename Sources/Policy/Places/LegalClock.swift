// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// A time that a law gives: for a notice of a breach, for the answer to a person, for keeping a record.
package struct LegalClock: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case breach
        case subjectRequest = "subject_requests"
        case retention
    }

    package enum Unit: String, Sendable, CaseIterable {
        case hours = "h"
        /// Working days of the country's calendar.
        case workingDays = "wd"
        case days = "d"
        case months = "month"
        case years = "y"
    }

    package let kind: Kind
    package let id: String
    /// Whom it is owed to; empty where the id says it.
    package let recipient: String
    /// How much of `unit`; 0 is at once.
    package let amount: Int
    package let unit: Unit
    /// How much longer it may become, in `unit`.
    package let extensionAmount: Int
    /// What it runs from, such as `detected`; empty where the law names the event.
    package let from: String
    package let status: SourceStatus
}
