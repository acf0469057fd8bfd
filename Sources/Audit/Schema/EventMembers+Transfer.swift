// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// The fields about transfers and the papers behind them.
extension EventMembers {
    static func transfer(_ transfer: AuditEvent.Transfer) -> JSONValue {
        var members: [String: JSONValue] = ["status": .string(transfer.refusal?.rawValue ?? "allowed")]
        members["mechanism"] = transfer.mechanism.map { .string($0.rawValue) }
        members["notification_ref"] = transfer.notification.map(JSONValue.string)
        members["tia_ref"] = transfer.assessment.map(JSONValue.string)
        members["permit_ref"] = transfer.permit.map(JSONValue.string)
        members["licence_ref"] = transfer.licence.map(JSONValue.string)
        members["list_ver"] = transfer.listVersion.map(JSONValue.string)
        return .members(of: members)
    }

    static func list(_ list: AuditEvent.LegalList) -> JSONValue {
        var members: [String: JSONValue] = [
            "regime": .string(list.regime), "version": .string(list.version), "status": .string(list.status.rawValue),
            "countries": .count(list.countries), "origin": .string(list.origin.rawValue),
        ]
        members["signer_sha256"] = list.signer.map(JSONValue.string)
        return .members(of: members)
    }

    static func attestation(_ attestation: AuditEvent.Attestation) -> JSONValue {
        var members: [String: JSONValue] = [
            "provider": .string(attestation.provider), "status": .string(attestation.status.rawValue),
        ]
        members["agreement_ref"] = attestation.agreement.map(JSONValue.string)
        return .members(of: members)
    }
}
