// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Writes an event's fields under the schema's names. Nothing is checked here; `FieldGrammar` does that.
enum EventMembers {
    static func members(
        of event: AuditEvent, entry: EventCatalogue.Entry, references: KeyedReferences
    ) -> [String: RecordValue] {
        var members: [String: RecordValue] = [
            "code": .text(event.code.rawValue), "type": .text(entry.type), "action": .text(entry.action),
            "outcome": .text(event.outcome.rawValue), "tenant": .text(event.tenant.rawValue),
            "actor": actor(event, references),
        ]
        members["reason"] = event.reason.map { .text($0.rawValue) }
        members["corr"] = event.request.map { .text($0.rawValue) }
        members["api"] = event.endpoint.map(RecordValue.text)
        members["data"] = event.data.map(data)
        members["detector"] = event.detectorDigest.map { .object(["pack_sha256": .text($0)]) }
        members["route"] = route(event)
        members["grant"] = event.grant.map { grant in
            .object([
                "scope_ref": .text(references.reference(to: grant.scope)), "purpose": .text(grant.purpose),
                "limit": .integer(grant.limit),
            ])
        }
        members["restore"] = event.restoration.map(restore)
        members["count"] = event.count.map(RecordValue.integer)
        return members
    }

    private static func actor(_ event: AuditEvent, _ references: KeyedReferences) -> RecordValue {
        guard let caller = event.caller else { return .object(["kind": .text("system")]) }
        let reference = references.reference(to: caller, of: event.tenant)
        return .object(["kind": .text("caller"), "ref": .text(reference)])
    }

    private static func data(_ data: AuditEvent.Data) -> RecordValue {
        .object([
            "class": .text(data.inputClass.rawValue), "residual": .text(data.residualClass.rawValue),
            "secret": .boolean(data.hasSecret), "entities": counts(data.entities),
            "actions": .object(data.actions.mapValues(RecordValue.integer)), "bytes_in": .integer(data.bytesIn),
        ])
    }

    /// Where the request goes and the policy that said so are one object; a refusal has only the latter.
    private static func route(_ event: AuditEvent) -> RecordValue? {
        guard event.route != nil || event.policy != nil else { return nil }
        var members: [String: RecordValue] = ["decision": .text(event.outcome == .denied ? "deny" : "allow")]
        if let route = event.route {
            members["provider"] = .text(route.provider)
            members["endpoint"] = .text(route.upstream.rawValue)
            members["country"] = .text(route.country.code)
            members["is_crossborder"] = .boolean(route.isCrossBorder)
            members["model_id"] = route.model.map(RecordValue.text)
        }
        if let policy = event.policy {
            members["policy_id"] = .text(policy.id)
            members["policy_sha256"] = .text(policy.digest)
            members["rules"] = .list(policy.rules.map(RecordValue.text))
        }
        return .object(members)
    }

    private static func restore(_ restoration: AuditEvent.Restoration) -> RecordValue {
        .object([
            "restored": .integer(restoration.restored), "unknown": .integer(restoration.unknown),
            "withheld": .integer(restoration.withheld), "repaired": .integer(restoration.repaired),
            "produced": counts(restoration.produced), "bytes_out": .integer(restoration.bytesOut),
        ])
    }

    private static func counts(_ counts: [EntityType: Int]) -> RecordValue {
        .object(Dictionary(counts.map { ($0.key.rawValue, .integer($0.value)) }, uniquingKeysWith: { $1 }))
    }
}
