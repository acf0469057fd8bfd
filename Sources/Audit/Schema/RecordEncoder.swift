// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// A checked event that waits for its number and time.
struct RecordDraft: Sendable {
    let code: AuditCode
    let request: RequestID?
    /// The members that `AuditSchema.content` describes.
    let members: [String: RecordValue]
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
    private let node: RecordValue

    /// Throws the path of a field of `node` that is outside its grammar.
    init(catalogue: EventCatalogue, references: KeyedReferences, node: AuditNode) throws(FieldViolation) {
        self.catalogue = catalogue
        self.references = references
        let members: [String: RecordValue] = [
            "release": .text(node.release), "country": .text(node.country.code),
            "config_sha256": .text(node.configDigest),
        ]
        for field in AuditSchema.fields where field.name == "node" {
            try field.grammar.check(.object(members), at: "node")
        }
        self.node = .object(members)
    }

    /// The checked draft of an event; throws the path of the first field outside its grammar.
    func draft(_ event: AuditEvent) throws(FieldViolation) -> RecordDraft {
        guard let entry = catalogue[event.code] else { throw FieldViolation(path: "code") }
        let members = EventMembers.members(of: event, entry: entry, references: references)
        try FieldGrammar.check(members, against: AuditSchema.content, at: "")
        if let needed = AuditSchema.fieldNeeded(by: event.code), members[needed] == nil {
            throw FieldViolation(path: needed)
        }
        return RecordDraft(code: event.code, request: event.request, members: members)
    }

    /// `AUD001I`: the log was opened, or a segment was begun.
    func segmentDraft(_ segment: Int, isRotation: Bool, tornBytes: Int) -> RecordDraft {
        let log: [String: RecordValue] = ["segment": .integer(segment), "torn_bytes": .integer(tornBytes)]
        return ownDraft(
            .logOpened, outcome: .success,
            ["log": .object(log), "action": .text(isRotation ? Self.rotated : Self.opened)])
    }

    /// `AUD008E`: the sink works again after so many events were refused.
    func outageDraft(refused: Int) -> RecordDraft {
        ownDraft(.sinkUnavailable, outcome: .failure, ["count": .integer(refused)])
    }

    /// `AUD009E`: an event was dropped. Tells the field, and of the event only what is inside its grammar.
    func tripwireDraft(_ violation: FieldViolation, for event: AuditEvent) -> RecordDraft {
        var members: [String: RecordValue] = ["tripwire": .object(["field": .text(violation.path)])]
        if FieldGrammar.isConfiguredName(event.tenant.rawValue) { members["tenant"] = .text(event.tenant.rawValue) }
        if let request = event.request, UUIDv7.isValid(request.rawValue) { members["corr"] = .text(request.rawValue) }
        return ownDraft(.tripwire, outcome: .failure, members)
    }

    /// Gives a draft its number, time, link and leaf, and moves the head on.
    func seal(_ draft: RecordDraft, onto head: inout ChainHead, at now: Timestamp) -> SealedRecord {
        // A clock that was set back does not run the log backwards: the time is held, and the offset tells by how much.
        let time = max(now, head.lastTime ?? now)
        let offset = Int(time.milliseconds - now.milliseconds)
        var members = draft.members
        members["v"] = .integer(1)
        members["eid"] = .text(UUIDv7.make(at: time))
        members["ts"] = .text(time.description)
        members["clock"] = .object([
            "src": .text("system"), "quality": .text(offset == 0 ? "good" : "held"), "offset_ms": .integer(offset),
        ])
        members["chain"] = .text(head.chain)
        members["seq"] = .integer(Int(clamping: head.nextSequence))
        members["node"] = node
        let leaf = LeafHash(of: RecordValue.object(members).canonicalBytes)
        members["integrity"] = .object([
            "alg": .text(AuditSchema.integrityAlgorithm), "prev": .text(head.previous.description),
            "leaf": .text(leaf.description),
        ])
        let record = SealedRecord(
            sequence: head.nextSequence, leaf: leaf, line: RecordValue.object(members).canonicalBytes)
        head.nextSequence += 1
        head.previous = leaf
        head.lastTime = time
        return record
    }

    /// The actions of `AUD001I`.
    static let opened = "opened"
    static let rotated = "rotated"

    private func ownDraft(
        _ code: AuditCode, outcome: AuditEvent.Outcome, _ extra: [String: RecordValue]
    ) -> RecordDraft {
        // The catalogue has every code that the log writes by itself; it does not load without them.
        let entry = catalogue[code]
        let members: [String: RecordValue] = [
            "code": .text(code.rawValue), "type": .text(entry?.type ?? "log.event"),
            "action": .text(entry?.action ?? "event"), "outcome": .text(outcome.rawValue),
            "actor": .object(["kind": .text("system")]),
        ]
        return RecordDraft(code: code, request: nil, members: members.merging(extra) { _, new in new })
    }
}
