// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// Writes an event's fields under the schema's names. Nothing is checked here; `FieldGrammar` does that.
enum EventMembers {
    static func members(
        of event: AuditEvent, entry: EventCatalogue.Entry, references: KeyedReferences
    ) -> [String: JSONValue] {
        var members: [String: JSONValue] = [
            "code": .string(event.code.rawValue), "type": .string(entry.type), "action": .string(entry.action),
            "outcome": .string(event.outcome.rawValue), "tenant": .string(event.tenant.rawValue),
            "actor": actor(event, references),
        ]
        members["reason"] = event.reason.map { .string($0.rawValue) }
        members["corr"] = event.request.map { .string($0.rawValue) }
        members["api"] = event.endpoint.map(JSONValue.string)
        members["purpose"] = event.purpose.map { .members(["id": .string($0)]) }
        members["data"] = event.data.map(data)
        members["detector"] = event.detectorDigest.map { .members(["pack_sha256": .string($0)]) }
        members["route"] = route(event)
        members["shadow"] = event.shadow.map(ShadowMembers.members)
        members["grant"] = event.grant.map { grant in
            .members([
                "scope_ref": .string(references.reference(to: grant.scope)), "purpose": .string(grant.purpose),
                "limit": .count(grant.limit),
            ])
        }
        members["restore"] = event.restoration.map(restore)
        members["usage"] = event.usage.map { usage($0, at: event.usageEndpoint) }
        members["access"] = event.access.map { $0.value(references) }
        members["count"] = event.count.map(JSONValue.count)
        members["list"] = event.list.map(list)
        members["attestation"] = event.attestation.map(attestation)
        members["storage"] = event.storage.map(\.value)
        return members
    }

    private static func actor(_ event: AuditEvent, _ references: KeyedReferences) -> JSONValue {
        guard let caller = event.caller else { return .members(["kind": .string("system")]) }
        let reference = references.reference(to: caller, of: event.tenant)
        return .members(["kind": .string("caller"), "ref": .string(reference)])
    }

    private static func data(_ data: AuditEvent.Data) -> JSONValue {
        var members: [String: JSONValue] = [
            "class": .string(data.inputClass.rawValue), "residual": .string(data.residualClass.rawValue),
            "secret": .boolean(data.hasSecret), "entities": counts(data.entities),
            "actions": .members(of: data.actions.mapValues(JSONValue.count)), "bytes_in": .count(data.bytesIn),
        ]
        if !data.unmasked.isEmpty { members["unmasked"] = counts(data.unmasked) }
        return .members(of: members)
    }

    /// Where the request goes and the policy that said so are one object; a refusal has only the latter.
    private static func route(_ event: AuditEvent) -> JSONValue? {
        guard event.route != nil || event.policy != nil else { return nil }
        var members: [String: JSONValue] = ["decision": .string(event.outcome == .denied ? "deny" : "allow")]
        if let route = event.route {
            members["provider"] = .string(route.provider)
            members["endpoint"] = .string(route.upstream.rawValue)
            members["country"] = .string(route.country.code)
            members["is_crossborder"] = .boolean(route.isCrossBorder)
            members["model_id"] = route.model.map(JSONValue.string)
            members["reason"] = route.reason.map { .string($0.rawValue) }
            members["attempt"] = route.attempt.map(JSONValue.count)
            members["hosting"] = route.hosting.map { .string($0.rawValue) }
            members["recipient_juris"] = route.recipient.map { .string($0.code) }
            members["transfer"] = route.transfer.map(transfer)
        }
        if let policy = event.policy {
            members["policy_id"] = .string(policy.id)
            members["policy_sha256"] = .string(policy.digest)
            members["rules"] = .array(policy.rules.map(JSONValue.string))
        }
        return .members(of: members)
    }

    private static func restore(_ restoration: AuditEvent.Restoration) -> JSONValue {
        var members: [String: JSONValue] = [
            "restored": .count(restoration.restored), "unknown": .count(restoration.unknown),
            "withheld": .count(restoration.withheld), "repaired": .count(restoration.repaired),
            "produced": counts(restoration.produced), "bytes_out": .count(restoration.bytesOut),
        ]
        if restoration.declined > 0 { members["declined"] = .count(restoration.declined) }
        return .members(of: members)
    }

    private static func usage(_ usage: TokenUsage, at endpoint: UpstreamID?) -> JSONValue {
        var members: [String: JSONValue] = [
            "tokens_in": .count(usage.input), "tokens_out": .count(usage.output),
            "cached": .count(usage.cachedInput), "reasoning": .count(usage.reasoning),
            "estimated": .boolean(usage.isEstimated),
        ]
        members["endpoint"] = endpoint.map { .string($0.rawValue) }
        return .members(of: members)
    }

    private static func counts(_ counts: [EntityType: Int]) -> JSONValue {
        .object(counts.map { ($0.key.rawValue, .count($0.value)) })
    }
}
