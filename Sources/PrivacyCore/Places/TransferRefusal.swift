// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Why a place may not receive a request. Also the name of the rule in the audit record, after `transfer.`; a caller is
/// not told (403 `residency_no_route`).
package enum TransferRefusal: String, Sendable, CaseIterable {
    /// What is left is personal data in clear.
    case classLeft = "class_left"
    /// Data of a kind that the law of the home keeps in the country, replaced or not.
    case categoryStays = "category_stays"
    /// What is left is of a special category, and the provider answers from several countries.
    case hostedRegionally = "hosted_regionally"
    /// Hosting and countries contradict each other.
    case contradictoryPlace = "contradictory_place"
    /// There is no file of rules for a country of the home.
    case regimeMissing = "regime_missing"
    /// The upstream names no provider.
    case providerMissing = "provider_missing"
    case agreementMissing = "agreement_missing"
    case agreementExpired = "agreement_expired"
    /// The agreement does not list personal data.
    case agreementNarrow = "agreement_narrow"
    /// Logging, training, sub-processors or incident hours are not stated.
    case termsMissing = "terms_missing"
    /// The provider trains models on what it gets.
    case trainsOnData = "trains_on_data"
    case mechanismMissing = "mechanism_missing"
    /// The law of the home does not know the mechanism.
    case mechanismUnknown = "mechanism_unknown"
    /// No list of countries is in force, or the one in force names none.
    case listMissing = "list_missing"
    case listExpired = "list_expired"
    /// The list was not taken from its text, and the operator has not accepted that.
    case listUnaccepted = "list_unaccepted"
    case countryUnlisted = "country_unlisted"
    case notificationMissing = "notification_missing"
    /// The notice is filed, and the authority's time to object has not passed.
    case notificationPending = "notification_pending"
    case assessmentMissing = "assessment_missing"
    case assessmentExpired = "assessment_expired"
    case permitMissing = "permit_missing"
    case permitExpired = "permit_expired"
    case licenceMissing = "licence_missing"

    /// Whether no paper could open the route for this request.
    package var isProhibition: Bool { self == .classLeft || self == .categoryStays || self == .hostedRegionally }

    /// For the operator: what is wrong, in words without a full stop.
    package var words: String {
        switch self {
        case .classLeft: "personal data is left in clear"
        case .categoryStays: "the law of the home keeps this kind of data in the country"
        case .hostedRegionally: "special categories go to no provider that is hosted regionally"
        case .contradictoryPlace: "hosting and countries contradict each other"
        case .regimeMissing: "compliance/jurisdictions/regimes has no file for a country of home"
        case .providerMissing: "the upstream names no provider"
        case .agreementMissing: "the provider has no agreement: set agreement.ref"
        case .agreementExpired: "the agreement has expired: agreement.valid_to"
        case .agreementNarrow: "agreement.categories does not list personal"
        case .termsMissing:
            "terms are not stated: keeps_logs_days, trains_on_data, sub_processors, agreement.valid_to, "
                + "agreement.incident_hours"
        case .trainsOnData: "the provider trains on what it gets"
        case .mechanismMissing: "set transfer.mechanism"
        case .mechanismUnknown: "the law of the home does not know this transfer.mechanism"
        case .listMissing: "the law of the home has no list of countries here"
        case .listExpired: "the list of countries has expired: bring its file up to date"
        case .listUnaccepted: "the list of countries is not from its text; see policy.foreign.accept_status"
        case .countryUnlisted: "a country of endpoint, recipient or sub-processor is not on the list"
        case .notificationMissing: "set transfer.notification_ref"
        case .notificationPending: "the notice has to be effective: transfer.notification_status"
        case .assessmentMissing: "set transfer.assessment_ref and transfer.assessment_valid_to"
        case .assessmentExpired: "the assessment has expired: transfer.assessment_valid_to"
        case .permitMissing: "set transfer.permit_ref and transfer.permit_valid_to"
        case .permitExpired: "the permit has expired: transfer.permit_valid_to"
        case .licenceMissing: "set transfer.licence_ref"
        }
    }
}
