// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// What the operator has on file about a provider: an element of `providers:`. Nothing of it is asked of the provider
/// itself; it is what the operator states and answers for.
package struct ProviderRecord: Sendable, Equatable {
    /// A company that the provider passes data to.
    package struct SubProcessor: Sendable, Equatable {
        package let name: String
        package let country: Jurisdiction

        package init(name: String, country: Jurisdiction) {
            self.name = name
            self.country = country
        }
    }

    /// The contract of processing (152-FZ art. 6 (3), GDPR art. 28).
    package struct Agreement: Sendable, Equatable {
        package var reference: String
        /// The last day on which it holds.
        package var validTo: CalendarDay?
        /// The kinds of data it lists; `personal` is asked for where tokens go.
        package var categories: Set<String>
        package var operations: Set<String>
        /// Hours in which the provider reports an incident.
        package var incidentHours: Int?

        package init(
            reference: String, validTo: CalendarDay?, categories: Set<String> = ["personal"],
            operations: Set<String> = [], incidentHours: Int?
        ) {
            self.reference = reference
            self.validTo = validTo
            self.categories = categories
            self.operations = operations
            self.incidentHours = incidentHours
        }
    }

    /// What a transfer abroad rests on.
    package struct Transfer: Sendable, Equatable {
        package enum NotificationStatus: String, Sendable, CaseIterable {
            case filed
            /// The authority's time to object has passed.
            case effective
        }

        package var mechanism: TransferMechanism?
        package var notification: String?
        package var notificationStatus: NotificationStatus
        package var assessment: String?
        package var assessmentValidTo: CalendarDay?
        package var permit: String?
        package var permitValidTo: CalendarDay?
        package var licence: String?

        package init(
            mechanism: TransferMechanism? = nil, notification: String? = nil,
            notificationStatus: NotificationStatus = .filed, assessment: String? = nil,
            assessmentValidTo: CalendarDay? = nil, permit: String? = nil, permitValidTo: CalendarDay? = nil,
            licence: String? = nil
        ) {
            self.mechanism = mechanism
            self.notification = notification
            self.notificationStatus = notificationStatus
            self.assessment = assessment
            self.assessmentValidTo = assessmentValidTo
            self.permit = permit
            self.permitValidTo = permitValidTo
            self.licence = licence
        }
    }

    package let name: String
    /// The company that answers for it; for people, never in records.
    package var entity: String
    /// The law that the recipient is under, wherever its machines stand.
    package var jurisdiction: Jurisdiction
    package var hosting: Hosting
    /// `nil` where it is not stated; 0 for none.
    package var logDays: Int?
    package var trainsOnData: Bool?
    /// `nil` where it is not stated; empty for none.
    package var subProcessors: [SubProcessor]?
    package var agreement: Agreement?
    package var transfer: Transfer
    /// What Russia calls it (a draft law knows sovereign, national and trusted models); not decided on yet.
    package var russianStatus: String?

    package init(
        name: String, entity: String, jurisdiction: Jurisdiction, hosting: Hosting, logDays: Int? = nil,
        trainsOnData: Bool? = nil, subProcessors: [SubProcessor]? = nil, agreement: Agreement? = nil,
        transfer: Transfer = Transfer(), russianStatus: String? = nil
    ) {
        self.name = name
        self.entity = entity
        self.jurisdiction = jurisdiction
        self.hosting = hosting
        self.logDays = logDays
        self.trainsOnData = trainsOnData
        self.subProcessors = subProcessors
        self.agreement = agreement
        self.transfer = transfer
        self.russianStatus = russianStatus
    }
}
