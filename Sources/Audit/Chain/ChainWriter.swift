// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Numbers, times, chains and stores batches of records; used by one thread at a time.
///
/// The head moves only when the sink has the batch: a batch that failed leaves no gap in the numbers.
struct ChainWriter: Sendable {
    private let sink: any AuditSink
    private let encoder: RecordEncoder
    private let clock: @Sendable () -> Timestamp
    private var head: ChainHead
    /// A segment that was begun and has no record yet.
    private var newSegment: Int?
    /// How many events were refused since the sink last worked.
    private var refused = 0

    init(sink: any AuditSink, encoder: RecordEncoder, head: ChainHead, clock: @escaping @Sendable () -> Timestamp) {
        self.sink = sink
        self.encoder = encoder
        self.head = head
        self.clock = clock
    }

    /// Writes a batch, with the records that the log owes before it; all or nothing.
    mutating func write(_ drafts: [RecordDraft]) throws(AuditError) -> [AuditReceipt] {
        do throws(AuditError) {
            let now = clock()
            if let segment = try sink.beginSegmentIfDue(at: max(now, head.lastTime ?? now).milliseconds) {
                newSegment = segment
            }
            var next = head
            let owed = owedDrafts()
            let records = (owed + drafts).map { encoder.seal($0, onto: &next, at: now) }
            guard !records.isEmpty else { return [] }
            try sink.append(records.map(\.line))
            head = next
            newSegment = nil
            refused = 0
            return zip(drafts, records.dropFirst(owed.count)).map { draft, record in
                AuditReceipt(
                    code: draft.code, request: draft.request, sequence: record.sequence, leaf: record.leaf.bytes)
            }
        } catch {
            // A failed attempt with nothing to write, such as a probe, still counts: the outage has to be on record.
            refused += max(drafts.count, refused == 0 ? 1 : 0)
            throw error
        }
    }

    /// The first record of a new segment, and the one that says how long nothing could be recorded.
    private func owedDrafts() -> [RecordDraft] {
        var drafts: [RecordDraft] = []
        if let newSegment { drafts.append(encoder.segmentDraft(newSegment, isRotation: true, tornBytes: 0)) }
        if refused > 0 { drafts.append(encoder.outageDraft(refused: refused)) }
        return drafts
    }
}
