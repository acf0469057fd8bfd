// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// A checked event that waits for its number and time.
struct RecordDraft: Sendable {
    let code: AuditCode
    let request: RequestID?
    /// The members that `AuditSchema.content` describes in canonical form, a comma before each: that is done by the task
    /// that records, so that the one writer has little left to do.
    let bytes: [UInt8]
    /// Where in them each member of the envelope belongs.
    let places: [Int]
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
        var writer = RecordWriter(needing: AuditSchema.fieldNeeded(by: event.code))
        try writer.event(event, entry, references)
        return try writer.draft(event.code, event.request)
    }

    /// `AUD001I`: the log was opened, or a segment was begun.
    func segmentDraft(_ segment: Int, isRotation: Bool, tornBytes: Int) -> RecordDraft {
        var own = OwnRecord(.logOpened, outcome: .success)
        own.action = isRotation ? Self.rotated : Self.opened
        own.segment = (segment, tornBytes)
        return own.draft(by: catalogue)
    }

    /// `AUD008E`: the sink works again after so many events were refused.
    func outageDraft(refused: Int) -> RecordDraft {
        var own = OwnRecord(.sinkUnavailable, outcome: .failure)
        own.count = refused
        return own.draft(by: catalogue)
    }

    /// `AUD009E`: an event was dropped. Tells the field, and of the event only what is inside its grammar.
    func tripwireDraft(_ violation: FieldViolation, for event: AuditEvent) -> RecordDraft {
        var own = OwnRecord(.tripwire, outcome: .failure)
        own.field = violation.path
        if FieldGrammar.isConfiguredName(event.tenant.rawValue) { own.tenant = event.tenant.rawValue }
        if let request = event.request, UUIDv7.isValid(request.rawValue) { own.request = request.rawValue }
        return own.draft(by: catalogue)
    }

    /// Gives a draft its number, time, link and leaf, and moves the head on.
    func seal(_ draft: RecordDraft, onto head: inout ChainHead, at now: Timestamp) -> SealedRecord {
        // A clock that was set back does not run the log backwards: the time is held, and the offset tells by how much.
        let time = max(now, head.lastTime ?? now)
        let offset = time.milliseconds - now.milliseconds
        var line: [UInt8] = []
        line.reserveCapacity(draft.bytes.count + 800)
        var (done, proof, leafPlace) = (0, 0..<0, 0)
        for (member, place) in zip(EnvelopeMember.allCases, draft.places) {
            line += draft.bytes[done..<place]
            done = place
            let start = line.count
            switch member {
            case .chain: Self.append(#","chain":""#, head.chain, "\"", to: &line)
            case .clock:
                let quality = offset == 0 ? "good" : "held"
                Self.append(#","clock":{"offset_ms":"#, String(offset), #","quality":""#, to: &line)
                Self.append(quality, #"","src":"system"}"#, to: &line)
            case .eid: Self.append(#","eid":""#, UUIDv7.make(at: time), "\"", to: &line)
            case .integrity:
                Self.append(#","integrity":{"alg":""#, AuditSchema.integrityAlgorithm, #"","leaf":""#, to: &line)
                leafPlace = line.count
                Self.append(Self.noLeaf, #"","prev":""#, head.previous.description, to: &line)
                line += "\"}".utf8
                proof = start..<line.count
            case .node:
                line += #","node":"#.utf8
                line += node.canonicalBytes
            case .seq: Self.append(#","seq":"#, String(head.nextSequence), to: &line)
            case .ts: Self.append(#","ts":""#, time.description, "\"", to: &line)
            case .v: line += #","v":1"#.utf8
            }
        }
        line += draft.bytes[done...]
        // In place of the comma before the first member.
        line[0] = UInt8(ascii: "{")
        line.append(UInt8(ascii: "}"))
        // The proof is no part of what it proves.
        let leaf = LeafHash(of: line[..<proof.lowerBound], line[proof.upperBound...])
        line.replaceSubrange(leafPlace..<leafPlace + 64, with: leaf.description.utf8)
        let record = SealedRecord(sequence: head.nextSequence, leaf: leaf, line: line)
        head.nextSequence += 1
        head.previous = leaf
        head.lastTime = time
        return record
    }

    /// What is as long as a leaf, for as long as there is none.
    private static let noLeaf = LeafHash.zero.description

    private static func append(_ first: String, _ second: String, _ third: String = "", to line: inout [UInt8]) {
        line += first.utf8
        line += second.utf8
        line += third.utf8
    }

    /// The actions of `AUD001I`.
    static let opened = "opened"
    static let rotated = "rotated"
}
