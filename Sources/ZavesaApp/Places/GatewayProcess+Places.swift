// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Policy
import PrivacyCore

/// What is on record about places from the start, and after each reload.
extension GatewayProcess {
    /// Writes the lists of the laws in force, and what is on file about each provider.
    ///
    /// Control: ZV-TRF-02, ZV-PRV-01
    static func recordPlaces(
        of settings: Settings, _ protection: Protection, on day: CalendarDay = .today(), in log: AuditLog
    ) async throws {
        for regime in protection.policy.gate.regimes {
            guard let list = regime.list(on: day) else { continue }
            let origin = protection.laws.origin(of: regime)
            let hasExpired = list.hasExpired(on: day)
            var event = AuditEvent(
                code: hasExpired ? .listExpired : .listLoaded, outcome: hasExpired ? .failure : .success,
                tenant: .default)
            event.list = AuditEvent.LegalList(
                regime: regime.id, version: list.version, status: list.status, countries: list.countries.count,
                origin: origin.word, signer: origin.signer)
            _ = try await log.record(event)
        }
        for provider in settings.providers {
            let status = provider.attestation(on: day)
            var event = AuditEvent(
                code: .providerAttested, outcome: status == .inDate ? .success : .failure, tenant: .default)
            event.attestation = AuditEvent.Attestation(
                provider: provider.name, agreement: provider.agreement?.reference, status: status)
            _ = try await log.record(event)
        }
    }
}

extension ListOrigin {
    fileprivate var word: AuditEvent.LegalList.Origin {
        switch self {
        case .release: .release
        case .signed: .signed
        case .unsigned: .unsigned
        }
    }

    fileprivate var signer: String? {
        guard case .signed(let id) = self else { return nil }
        return id
    }
}

extension ProviderRecord {
    fileprivate func attestation(on day: CalendarDay) -> AuditEvent.Attestation.Status {
        guard let agreement, let validTo = agreement.validTo else { return .missing }
        return validTo < day ? .expired : .inDate
    }
}
