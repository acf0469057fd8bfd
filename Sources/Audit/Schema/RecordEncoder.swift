// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// A checked event that waits for its number and time.
struct RecordDraft: Sendable {
    let code: AuditCode
    let request: RequestID?
    /// The members that `AuditSchema.content` describes.
    let members: [String: JSONValue]
}

/// A record as it is stored.
struct SealedRecord: Sendable {
    let sequence: UInt64
    let leaf: LeafHash
    /// Canonical JSON without a newline.
    let line: [UInt8]
}

/// Turns events into records: checks every field, replaces names that could point to a person by keyed references,
/// then numbers, times and hashes.
struct RecordEncoder: Sendable {
    let catalogue: EventCatalogue
    let references: KeyedReferences
    /// The `node` object, checked.
    private let node: JSONValue

    /// Throws the path of a field of `node` that is outside its grammar.
    init(catalogue: EventCatalogue, references: KeyedReferences, node: AuditNode) throws(FieldViolation) {
        self.catalogue = catalogue
        self.references = references
        let members: [String: JSONValue] = [
            "release": .string(node.release), "country": .string(node.country.code),
            "config_sha256": .string(node.configDigest),
        ]
        for field in AuditSchema.fields where field.name == "node" {
            try field.grammar.check(.members(members), at: "node")
        }
        self.node = .members(members)
    }

    /// The checked draft of an event; throws the path of the first field outside its grammar.
    func draft(_ event: AuditEvent) throws(FieldViolation) -> RecordDraft {
        guard let entry = catalogue[event.code] else { throw FieldViolation(path: "code") }
        let members = EventMembers.members(of: event, entry: entry, references: references)
        try FieldGrammar.check(members.map { ($0.key, $0.value) }, against: AuditSchema.content, at: "")
        if let needed = AuditSchema.fieldNeeded(by: event.code), members[needed] == nil {
            throw FieldViolation(path: needed)
        }
        return RecordDraft(code: event.code, request: event.request, members: members)
    }

    /// `AUD001I`: the log was opened, or a segment was begun.
    func segmentDraft(_ segment: Int, isRotation: Bool, tornBytes: Int) -> RecordDraft {
        let log: [String: JSONValue] = ["segment": .count(segment), "torn_bytes": .count(tornBytes)]
        return ownDraft(
            .logOpened, outcome: .success,
            ["log": .members(log), "action": .string(isRotation ? Self.rotated : Self.opened)])
    }

    /// `AUD008E`: the sink works again after so many events were refused.
    func outageDraft(refused: Int) -> RecordDraft {
        ownDraft(.sinkUnavailable, outcome: .failure, ["count": .count(refused)])
    }

    /// `AUD009E`: an event was dropped. Tells the field, and of the event only what is inside its grammar.
    func tripwireDraft(_ violation: FieldViolation, for event: AuditEvent) -> RecordDraft {
        var members: [String: JSONValue] = ["tripwire": .members(["field": .string(violation.path)])]
        if FieldGrammar.isConfiguredName(event.tenant.rawValue) { members["tenant"] = .string(event.tenant.rawValue) }
        if let request = event.request, UUIDv7.isValid(request.rawValue) { members["corr"] = .string(request.rawValue) }
        return ownDraft(.tripwire, outcome: .failure, members)
    }

    /// Gives a draft its number, time, link and leaf, and moves the head on.
    func seal(_ draft: RecordDraft, onto head: inout ChainHead, at now: Timestamp) -> SealedRecord {
        // A clock that was set back does not run the log backwards: the time is held, and the offset tells by how much.
        let time = max(now, head.lastTime ?? now)
        let offset = Int(time.milliseconds - now.milliseconds)
        var members = draft.members
        members["v"] = .count(1)
        members["eid"] = .string(UUIDv7.make(at: time))
        members["ts"] = .string(time.description)
        members["clock"] = .members([
            "src": .string("system"), "quality": .string(offset == 0 ? "good" : "held"), "offset_ms": .count(offset),
        ])
        members["chain"] = .string(head.chain)
        members["seq"] = .count(Int(clamping: head.nextSequence))
        members["node"] = node
        let leaf = LeafHash(of: JSONValue.members(members).canonicalBytes())
        members["integrity"] = .members([
            "alg": .string(AuditSchema.integrityAlgorithm), "prev": .string(head.previous.description),
            "leaf": .string(leaf.description),
        ])
        let record = SealedRecord(
            sequence: head.nextSequence, leaf: leaf, line: JSONValue.members(members).canonicalBytes())
        head.nextSequence += 1
        head.previous = leaf
        head.lastTime = time
        return record
    }

    /// The actions of `AUD001I`.
    static let opened = "opened"
    static let rotated = "rotated"

    private func ownDraft(
        _ code: AuditCode, outcome: AuditEvent.Outcome, _ extra: [String: JSONValue]
    ) -> RecordDraft {
        // The catalogue has every code that the log writes by itself; it does not load without them.
        let entry = catalogue[code]
        let members: [String: JSONValue] = [
            "code": .string(code.rawValue), "type": .string(entry?.type ?? "log.event"),
            "action": .string(entry?.action ?? "event"), "outcome": .string(outcome.rawValue),
            "actor": .members(["kind": .string("system")]),
        ]
        return RecordDraft(code: code, request: nil, members: members.merging(extra) { _, new in new })
    }
}
