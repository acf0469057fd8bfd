// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

extension ProviderRecord {
    /// Why a provider may not have what is in a request: without an agreement in date and stated terms, and where it
    /// trains on what it gets, only what nobody can turn back into personal data goes to it. On the operator's own
    /// machines there is nobody to agree with.
    ///
    /// Control: ZV-PRV-01, ZV-PRV-02
    func limit(on payload: TransferPayload, _ day: CalendarDay) -> TransferRefusal? {
        guard hosting != .onprem, payload.holdsPersonalData || payload.left > .c1 else { return nil }
        guard let agreement else { return .agreementMissing }
        guard let validTo = agreement.validTo, agreement.incidentHours != nil, logDays != nil, subProcessors != nil,
            let trainsOnData
        else { return .termsMissing }
        if validTo < day { return .agreementExpired }
        if !agreement.categories.contains("personal") { return .agreementNarrow }
        return trainsOnData ? .trainsOnData : nil
    }
}

extension ProviderRecord.Transfer {
    /// Why a requirement is not met on a day.
    func refusal(of need: TransferRequirement, on day: CalendarDay) -> TransferRefusal? {
        switch need {
        case .notificationFiled: notification == nil ? .notificationMissing : nil
        case .notification:
            notification == nil
                ? .notificationMissing : notificationStatus == .effective ? nil : .notificationPending
        case .assessment:
            Self.refusal(
                assessment, assessmentValidTo, on: day, missing: .assessmentMissing, expired: .assessmentExpired)
        case .permit: Self.refusal(permit, permitValidTo, on: day, missing: .permitMissing, expired: .permitExpired)
        case .licence: licence == nil ? .licenceMissing : nil
        }
    }

    /// A paper without an end is one that nobody looks at again: it counts as missing.
    private static func refusal(
        _ reference: String?, _ validTo: CalendarDay?, on day: CalendarDay, missing: TransferRefusal,
        expired: TransferRefusal
    ) -> TransferRefusal? {
        guard reference != nil, let validTo else { return missing }
        return validTo < day ? expired : nil
    }
}
