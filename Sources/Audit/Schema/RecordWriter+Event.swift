// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// An event's fields under the schema's names, in their order.
extension RecordWriter {
    mutating func event(
        _ event: AuditEvent, _ entry: EventCatalogue.Entry, _ references: KeyedReferences
    ) throws(FieldViolation) {
        if let access = event.access {
            try value("access", access.value(references), .object(AuditEvent.Access.fields))
        }
        word("action", entry.action)
        try actor(event.caller.map { references.reference(to: $0, of: event.tenant) })
        try text("api", event.endpoint, .configured)
        if let file = event.attestation { try attestation(file) }
        word("code", event.code.rawValue)
        try text("corr", event.request?.rawValue, .identifier)
        if let number = event.count { try count("count", number) }
        if let found = event.data { try data(found) }
        if let digest = event.detectorDigest {
            try object("detector") { detector throws(FieldViolation) in
                try detector.text("pack_sha256", digest, .hash)
            }
        }
        if let permission = event.grant { try grant(permission, references) }
        if let entry = event.list { try list(entry) }
        word("outcome", event.outcome.rawValue)
        if let purpose = event.purpose {
            try object("purpose") { member throws(FieldViolation) in try member.text("id", purpose, .configured) }
        }
        if let reason = event.reason { word("reason", reason.rawValue) }
        if let restoration = event.restoration { try restore(restoration) }
        try route(event)
        if let shadow = event.shadow { try self.shadow(shadow) }
        if let storage = event.storage { try value("storage", storage.value, .object(AuditEvent.Storage.fields)) }
        try text("tenant", event.tenant.rawValue, .configured)
        word("type", entry.type)
        if let cost = event.usage { try usage(cost, at: event.usageEndpoint) }
    }

    /// Who did it: a caller, or with no reference the system.
    mutating func actor(_ reference: String?) throws(FieldViolation) {
        try object("actor") { actor throws(FieldViolation) in
            actor.word("kind", reference == nil ? "system" : "caller")
            if let reference { actor.word("ref", reference) }
        }
    }

    private mutating func data(_ found: AuditEvent.Data) throws(FieldViolation) {
        try object("data") { data throws(FieldViolation) in
            try data.counts("actions", found.actions, by: AuditSchema.actions)
            try data.count("bytes_in", found.bytesIn)
            data.word("class", found.inputClass.rawValue)
            try data.counts("entities", found.entities)
            data.word("residual", found.residualClass.rawValue)
            data.truth("secret", found.hasSecret)
            if !found.unmasked.isEmpty { try data.counts("unmasked", found.unmasked) }
        }
    }

    private mutating func grant(
        _ permission: AuditEvent.RestoreGrant, _ references: KeyedReferences
    ) throws(FieldViolation) {
        try object("grant") { grant throws(FieldViolation) in
            try grant.count("limit", permission.limit)
            try grant.text("purpose", permission.purpose, .configured)
            grant.word("scope_ref", references.reference(to: permission.scope))
        }
    }

    private mutating func restore(_ done: AuditEvent.Restoration) throws(FieldViolation) {
        try object("restore") { restore throws(FieldViolation) in
            try restore.count("bytes_out", done.bytesOut)
            if done.declined > 0 { try restore.count("declined", done.declined) }
            try restore.counts("produced", done.produced)
            try restore.count("repaired", done.repaired)
            try restore.count("restored", done.restored)
            try restore.count("unknown", done.unknown)
            try restore.count("withheld", done.withheld)
        }
    }

    private mutating func usage(_ cost: TokenUsage, at endpoint: UpstreamID?) throws(FieldViolation) {
        try object("usage") { usage throws(FieldViolation) in
            try usage.count("cached", cost.cachedInput)
            try usage.text("endpoint", endpoint?.rawValue, .configured)
            usage.truth("estimated", cost.isEstimated)
            try usage.count("reasoning", cost.reasoning)
            try usage.count("tokens_in", cost.input)
            try usage.count("tokens_out", cost.output)
        }
    }
}
