// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Where the lines of the audit log are kept.
///
/// The contract, which `AuditSinkConformance` in ZavesaTesting proves for each implementation:
/// - `append` returns only when every line is durable: it survives the death of the process and of the machine.
/// - It is all or nothing. When it throws, no line of the batch is part of the log, then or later.
/// - Lines stand in the order in which they were given; nothing is added, changed or left out.
/// - After a failure the sink works again, without being reopened, once the cause is gone.
///
/// Both calls come from the log's own writer or from a thread that may be held, one at a time, so that they may block.
/// What may differ: how a sink divides its storage, and whether it has segments at all.
public protocol AuditSink: Sendable {
    /// Adds lines to the end and makes them durable. A line is one JSON object in canonical form without its newline.
    func append(_ lines: [[UInt8]]) throws(AuditError)

    /// Begins a new segment if one is due at this time, in milliseconds since 1970, and returns its number; `nil`
    /// when none is due. The log writes `AUD001I` as the first record of each segment.
    func beginSegmentIfDue(at milliseconds: Int64) throws(AuditError) -> Int?
}
