// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// A checked event that waits for its number and time.
struct RecordDraft: Sendable {
    let code: AuditCode
    let request: RequestID?
    /// The members that `AuditSchema.content` describes, each value in canonical form already: that is done by the
    /// task that records, so that the one writer has little left to do.
    let members: [(key: String, value: [UInt8])]

    init(code: AuditCode, request: RequestID?, members: [String: JSONValue]) {
        self.code = code
        self.request = request
        self.members = members.map { ($0.key, $0.value.canonicalBytes()) }
    }
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
    private let node: NodeInForce

    /// Throws the path of a field of `node` that is outside its grammar.
    init(catalogue: EventCatalogue, references: KeyedReferences, node: AuditNode) throws(FieldViolation) {
        self.catalogue = catalogue
        self.references = references
        self.node = try NodeInForce(node)
    }

    /// Says in every record from now on that this node writes it. Throws the path of a field outside its grammar.
    func become(_ node: AuditNode) throws(FieldViolation) { try self.node.become(node) }

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
        let log = JSONValue.members(["segment": .count(segment), "torn_bytes": .count(tornBytes)])
        return ownDraft(
            .logOpened, outcome: .success,
            ["log": log, "action": .string(isRotation ? Self.rotated : Self.opened)])
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
        let envelope: KeyValuePairs<String, JSONValue> = [
            "v": .count(1), "eid": .string(UUIDv7.make(at: time)), "ts": .string(time.description),
            "clock": .members([
                "src": .string("system"), "quality": .string(offset == 0 ? "good" : "held"),
                "offset_ms": .count(offset),
            ]),
            "chain": .string(head.chain), "seq": .count(Int(clamping: head.nextSequence)),
        ]
        var content = draft.members + envelope.map { ($0.key, $0.value.canonicalBytes()) }
        content.append(("node", node.canonicalBytes))
        content.sort { $0.key < $1.key }
        let leaf = LeafHash(of: Self.object(content))
        let proof = JSONValue.members([
            "alg": .string(AuditSchema.integrityAlgorithm), "prev": .string(head.previous.description),
            "leaf": .string(leaf.description),
        ])
        let place = content.firstIndex { $0.key > "integrity" } ?? content.endIndex
        let line = Self.object(content[..<place] + [("integrity", proof.canonicalBytes())] + content[place...])
        let record = SealedRecord(sequence: head.nextSequence, leaf: leaf, line: line)
        head.nextSequence += 1
        head.previous = leaf
        head.lastTime = time
        return record
    }

    /// The canonical form of an object from sorted members in canonical form. The names are the schema's own.
    private static func object(_ members: some Collection<(key: String, value: [UInt8])>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(members.reduce(2) { $0 + $1.key.utf8.count + $1.value.count + 4 })
        for (key, value) in members {
            bytes.append(bytes.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
            bytes.append(UInt8(ascii: "\""))
            bytes += key.utf8
            bytes += [UInt8(ascii: "\""), UInt8(ascii: ":")]
            bytes += value
        }
        bytes.append(UInt8(ascii: "}"))
        return bytes
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
