// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import JSONText

/// One record in an export: identifiers, words and counts. Built from checked records only.
struct ExportRow: Sendable, Equatable {
    let sequence: UInt64
    let time: String
    let code: String
    let type: String
    let outcome: String
    let reason: String?
    let eventID: String
    let request: String?
    let tenant: String?
    let inputClass: String?
    let residualClass: String?
    let entities: [String: Int]
    /// What a second run left in clear, by type.
    let unmasked: [String: Int]
    let decision: String?
    let endpoint: String?
    let country: String?
    let isCrossBorder: Bool?
    let model: String?
    /// Why this upstream was chosen.
    let routeReason: String?
    let policyDigest: String?
    let restored: Int?
    let withheld: Int?
    let unknown: Int?
    let produced: [String: Int]

    init(_ record: AuditRecord) {
        func text(_ path: String...) -> String? { path.reduce(record.content) { $0?[$1] }?.stringValue }
        sequence = record.sequence
        time = record.time.description
        code = record.code.rawValue
        type = text("type") ?? ""
        outcome = text("outcome") ?? ""
        reason = text("reason")
        eventID = text("eid") ?? ""
        request = text("corr")
        tenant = text("tenant")
        inputClass = text("data", "class")
        residualClass = text("data", "residual")
        entities = record.value("data", "entities")?.counts ?? [:]
        unmasked = record.value("data", "unmasked")?.counts ?? [:]
        decision = text("route", "decision")
        endpoint = text("route", "endpoint")
        country = text("route", "country")
        isCrossBorder = record.value("route", "is_crossborder")?.booleanValue
        model = text("route", "model_id")
        routeReason = text("route", "reason")
        policyDigest = text("route", "policy_sha256")
        restored = record.value("restore", "restored")?.count
        withheld = record.value("restore", "withheld")?.count
        unknown = record.value("restore", "unknown")?.count
        produced = record.value("restore", "produced")?.counts ?? [:]
    }

    /// The names of the columns, the same in every rendering.
    static let columns = [
        "seq", "ts", "code", "type", "outcome", "reason", "eid", "corr", "tenant", "class", "residual", "entities",
        "decision", "endpoint", "country", "is_crossborder", "model_id", "policy_sha256", "restored", "withheld",
        "unknown", "produced", "unmasked", "route_reason",
    ]

    /// The cells under `columns`; an absent value is an empty cell.
    var cells: [String] {
        [
            String(sequence), time, code, type, outcome, reason ?? "", eventID, request ?? "", tenant ?? "",
            inputClass ?? "", residualClass ?? "", Self.list(entities), decision ?? "", endpoint ?? "", country ?? "",
            isCrossBorder.map { $0 ? "yes" : "no" } ?? "", model ?? "", policyDigest ?? "",
            restored.map(String.init) ?? "", withheld.map(String.init) ?? "", unknown.map(String.init) ?? "",
            Self.list(produced), Self.list(unmasked), routeReason ?? "",
        ]
    }

    /// The row as JSON; an absent value is an absent member.
    var json: JSONValue {
        let texts: [(String, String?)] = [
            ("ts", time), ("code", code), ("type", type), ("outcome", outcome), ("reason", reason), ("eid", eventID),
            ("corr", request), ("tenant", tenant), ("class", inputClass), ("residual", residualClass),
            ("decision", decision), ("endpoint", endpoint), ("country", country), ("model_id", model),
            ("policy_sha256", policyDigest), ("route_reason", routeReason),
        ]
        let numbers: [(String, Int?)] = [
            ("seq", Int(clamping: sequence)), ("restored", restored), ("withheld", withheld), ("unknown", unknown),
        ]
        var members: [(String, JSONValue)] = texts.compactMap { name, text in text.map { (name, .string($0)) } }
        members += numbers.compactMap { name, number in number.map { (name, .integer(Int64($0))) } }
        if let isCrossBorder { members.append(("is_crossborder", .boolean(isCrossBorder))) }
        if !entities.isEmpty { members.append(("entities", .counts(entities))) }
        if !unmasked.isEmpty { members.append(("unmasked", .counts(unmasked))) }
        if !produced.isEmpty { members.append(("produced", .counts(produced))) }
        return .object(members)
    }

    /// `EMAIL 1, PERSON 2`, in name order.
    static func list(_ counts: [String: Int]) -> String {
        counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
}

extension JSONValue {
    /// An object of counts.
    static func counts(_ counts: [String: Int]) -> JSONValue {
        .object(counts.map { ($0.key, .integer(Int64($0.value))) })
    }
}
