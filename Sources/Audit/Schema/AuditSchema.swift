// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// The closed schema `zavesa.audit/v1`: every field of a record and its grammar, in one table.
///
/// `compliance/schemas/audit-v1.json` says the same for other tools; a test compares the two.
package enum AuditSchema {
    /// The fields of a record.
    package static let fields: [RecordField] = envelope + content + [.required("integrity", .object(integrity))]

    /// What the log itself adds to an event.
    private static let envelope: [RecordField] = [
        .required("v", .one),
        .required("eid", .identifier),
        .required("ts", .time),
        .required(
            "clock",
            .object([
                .required("src", .word(["system"])),
                .required("quality", .word(["good", "held"])),
                .required("offset_ms", .count(from: 0)),
            ])),
        .required("chain", .identifier),
        .required("seq", .count(from: 0)),
        .required(
            "node",
            .object([
                .required("release", .configured),
                .required("country", .country),
                .required("config_sha256", .hash),
            ])),
    ]

    /// What an event says.
    static let content: [RecordField] = [
        .required("code", .code),
        .required("type", .type),
        .required("action", .configured),
        .required("outcome", .word(AuditEvent.Outcome.allCases.map(\.rawValue))),
        .optional("reason", .word(AuditEvent.Reason.allCases.map(\.rawValue))),
        .required(
            "actor",
            .object([.required("kind", .word(["caller", "system"])), .optional("ref", .reference)])),
        .optional("tenant", .configured),
        .optional("corr", .identifier),
        .optional("api", .configured),
        .optional("purpose", .object([.required("id", .configured)])),
        .optional("data", .object(data)),
        .optional("detector", .object([.required("pack_sha256", .hash)])),
        .optional("route", .object(route)),
        .optional("shadow", .object(shadow)),
        .optional(
            "grant",
            .object([
                .required("scope_ref", .reference),
                .required("purpose", .configured),
                .required("limit", .count(from: 0)),
            ])),
        .optional("restore", .object(restore)),
        .optional("usage", .object(usage)),
        .optional("access", .object(AuditEvent.Access.fields)),
        .optional("count", .count(from: 0)),
        .optional("list", .object(list)),
        .optional("attestation", .object(attestation)),
        .optional("storage", .object(AuditEvent.Storage.fields)),
        .optional("log", .object([.required("segment", .count(from: 1)), .required("torn_bytes", .count(from: 0))])),
        .optional("tripwire", .object([.required("field", .path)])),
    ]

    /// What may be done with a finding.
    static let actions = ["tokenize", "redact", "pass", "block", "mask", "generalize", "surrogate", "hash"]

    private static let data: [RecordField] = [
        .required("class", .word(DataClass.allCases.map(\.rawValue))),
        .required("residual", .word(DataClass.allCases.map(\.rawValue))),
        .required("secret", .boolean),
        .required("entities", .countsByType),
        .required("actions", .countsByWord(actions)),
        .required("bytes_in", .count(from: 0)),
        .optional("unmasked", .countsByType),
    ]

    private static let route: [RecordField] = [
        .required("decision", .word(["allow", "deny"])),
        .optional("provider", .configured),
        .optional("endpoint", .configured),
        .optional("country", .country),
        .optional("is_crossborder", .boolean),
        .optional("hosting", .word(Hosting.allCases.map(\.rawValue))),
        .optional("recipient_juris", .country),
        .optional("transfer", .object(transfer)),
        .optional("model_id", .configured),
        .optional("reason", .word(RouteReason.allCases.map(\.rawValue))),
        .optional("attempt", .count(from: 1)),
        .optional("policy_id", .configured),
        .optional("policy_sha256", .hash),
        .optional("rules", .names),
    ]

    private static let transfer: [RecordField] = [
        .optional("mechanism", .word(TransferMechanism.allCases.map(\.rawValue))),
        .optional("notification_ref", .configured),
        .optional("tia_ref", .configured),
        .optional("permit_ref", .configured),
        .optional("licence_ref", .configured),
        .optional("list_ver", .configured),
        .required("status", .word(["allowed"] + TransferRefusal.allCases.map(\.rawValue))),
    ]

    private static let shadow: [RecordField] = [
        .required("decision", .word(["allow", "deny"])),
        .required("residual", .word(DataClass.allCases.map(\.rawValue))),
        .required("differs", .boolean),
        .required("policy_id", .configured),
        .required("policy_sha256", .hash),
        .required("rules", .names),
    ]

    private static let list: [RecordField] = [
        .required("regime", .configured),
        .required("version", .configured),
        .required("status", .word(SourceStatus.allCases.map(\.rawValue))),
        .required("countries", .count(from: 0)),
        .optional("origin", .word(AuditEvent.LegalList.Origin.allCases.map(\.rawValue))),
        .optional("signer_sha256", .hash),
    ]

    private static let attestation: [RecordField] = [
        .required("provider", .configured),
        .optional("agreement_ref", .configured),
        .required("status", .word(AuditEvent.Attestation.Status.allCases.map(\.rawValue))),
    ]

    private static let restore: [RecordField] = [
        .required("restored", .count(from: 0)),
        .required("unknown", .count(from: 0)),
        .required("withheld", .count(from: 0)),
        .required("repaired", .count(from: 0)),
        .optional("declined", .count(from: 0)),
        .required("produced", .countsByType),
        .required("bytes_out", .count(from: 0)),
    ]

    /// Tokens of the model's vocabulary.
    private static let usage: [RecordField] = [
        .required("tokens_in", .count(from: 0)),
        .required("tokens_out", .count(from: 0)),
        .required("cached", .count(from: 0)),
        .required("reasoning", .count(from: 0)),
        .required("estimated", .boolean),
        // Where that was, if not where the record's route goes.
        .optional("endpoint", .configured),
    ]

    /// The proof, outside the hashed content.
    private static let integrity: [RecordField] = [
        .required("alg", .word([integrityAlgorithm])),
        .required("prev", .hash),
        .required("leaf", .hash),
    ]

    /// RFC 6962 leaf hashing with SHA-256.
    static let integrityAlgorithm = "sha256-rfc6962"

    /// Every path of the schema, for the tripwire's own record; `record` is a key the schema does not have.
    static let paths: Set<String> = Set(["record"] + paths(of: fields, under: ""))

    private static func paths(of fields: [RecordField], under parent: String) -> [String] {
        fields.flatMap { field in
            let path = parent.isEmpty ? field.name : "\(parent).\(field.name)"
            guard case .object(let inner) = field.grammar else { return [path] }
            return [path] + paths(of: inner, under: path)
        }
    }

    /// The field without which a code makes no sense; `nil` where there is none.
    static func fieldNeeded(by code: AuditCode) -> String? {
        switch code {
        case .decided, .rerouted, .unmasked, .denied, .delivered, .failed, .cancelled: "corr"
        case .logOpened: "log"
        case .tripwire: "tripwire"
        case .sinkUnavailable: "count"
        case .foreignStorage: "storage"
        default: nil
        }
    }
}
