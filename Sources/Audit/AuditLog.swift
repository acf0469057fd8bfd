// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

/// The audit log: takes events from many tasks, and writes them in one order, in batches, durably.
///
/// A batch is whatever waits when the writer is free: alone an event costs one `fdatasync`, under load hundreds share
/// one. The writer has a queue of its own and so never blocks Swift's shared threads; an event that nobody writes before,
/// of a caller whose thread may be held, is written there. The record of a delivered answer, for which nobody waits any
/// more, lies for up to `pause` while others are written, and goes with the next of them. When the sink fails, every
/// waiting event fails (P4), `isHealthy` turns false, and the first record after it works again says how many events were
/// refused.
package final class AuditLog: AuditRecording {
    /// What may be set when a log is opened; the defaults suit a gateway.
    package struct Options: Sendable {
        /// How large a segment grows.
        package var rotation = SegmentFileSink.Rotation()
        /// How many events may wait; one more is refused as `unavailable`.
        package var queueCapacity = 8192
        /// How many events go into one batch at most.
        package var batchLimit = 1024
        /// Where the time comes from; for tests.
        package var clock: @Sendable () -> Timestamp = { WallClock.now() }

        package init() {}
    }

    private typealias Outcome = Result<AuditReceipt?, AuditError>

    private struct Waiter: Sendable {
        /// `nil` for a probe, which only asks that what is owed be written.
        let draft: RecordDraft?
        let continuation: CheckedContinuation<Outcome, Never>
    }

    private let encoder: RecordEncoder
    private let options: Options
    private let inbox: Mutex<AuditInbox<Waiter>>
    /// Locked only by whom the inbox lets write, and to close; `nil` once the log is closed.
    private let writer: Mutex<ChainWriter?>
    private let queue = DispatchQueue(label: "zavesa.audit.writer")
    /// Wakes a writer that lingers.
    private let arrivals = DispatchSemaphore(value: 0)
    /// How often a writer that has nothing left to write looks whether something lies there for which nobody waits.
    private static let pause = DispatchTimeInterval.milliseconds(5)
    /// How often it does so before it gives its thread back: to start a thread for each event takes longer than to write
    /// it.
    private static let looks = 10

    /// Continues a chain in a sink. `open` is the way in for segment files.
    init(sink: any AuditSink, encoder: RecordEncoder, head: ChainHead, options: Options) {
        self.encoder = encoder
        self.options = options
        inbox = Mutex(AuditInbox(capacity: options.queueCapacity))
        writer = Mutex(ChainWriter(sink: sink, encoder: encoder, head: head, clock: options.clock))
    }

    /// Whether the last attempt to write succeeded; `/readyz` shows it.
    package var isHealthy: Bool { inbox.withLock { $0.isHealthy && !$0.isClosed } }

    /// How many events wait for the writer; a gauge.
    package var waitingCount: Int { inbox.withLock { $0.count } }

    /// Records one event and returns when it is durable.
    ///
    /// Throws `tripwire` when a field is outside its grammar, after `AUD009E` was written in the event's stead;
    /// `unavailable` when the sink fails, too many events wait, or the log is closed.
    package func record(_ event: AuditEvent, holdingThread: Bool) async throws(AuditError) -> AuditReceipt {
        let draft: RecordDraft
        do throws(FieldViolation) {
            draft = try encoder.draft(event)
        } catch {
            // Whether or not this can be written, the event is not recorded and the caller fails.
            _ = try? await submit(encoder.tripwireDraft(error, for: event))
            throw AuditError(code: .tripwire, field: error.path)
        }
        let patience = event.code == .delivered ? .mayLie : holdingThread ? .mayLead : AuditInbox<Waiter>.Patience.none
        guard let receipt = try await submit(draft, patience) else {
            throw AuditError(code: .unavailable)
        }
        return receipt
    }

    /// Says in every record that is written from now on that this node writes it: the configuration has changed. Throws
    /// `tripwire` for a field outside its grammar.
    package func become(_ node: AuditNode) throws(AuditError) {
        do throws(FieldViolation) {
            try encoder.become(node)
        } catch {
            throw AuditError(code: .tripwire, field: error.path)
        }
    }

    /// Tries to write again after a failure, and says whether the log works. Costs nothing while it does.
    package func probe() async -> Bool {
        if !isHealthy { _ = try? await submit(nil) }
        return isHealthy
    }

    /// Takes no more events, writes those that wait, and lets go of the sink, so that the log can be opened again.
    package func close() async {
        await withCheckedContinuation { continuation in
            // What a caller is writing is taken already.
            if inbox.withLock({ $0.close(continuation) }) { continuation.resume() }
        }
        await withCheckedContinuation { continuation in
            // Behind the batches that are being written: the queue does one thing at a time.
            queue.async {
                self.writer.withLock { $0 = nil }
                continuation.resume()
            }
        }
    }

    /// Writes `AUD001I` for a log that has just been opened.
    func recordOpening(segment: Int, tornBytes: Int) async throws(AuditError) {
        _ = try await submit(encoder.segmentDraft(segment, isRotation: false, tornBytes: tornBytes))
    }

    private func submit(
        _ draft: RecordDraft?, _ patience: AuditInbox<Waiter>.Patience = .none
    ) async throws(AuditError) -> AuditReceipt? {
        let outcome: Outcome = await withCheckedContinuation { continuation in
            let waiter = Waiter(draft: draft, continuation: continuation)
            switch inbox.withLock({ $0.enter(waiter, patience) }) {
            case .refused: continuation.resume(returning: .failure(AuditError(code: .unavailable)))
            case .leads(let batch): lead(batch)
            case .waits: break
            case .startsWriter: startWriter()
            case .startsRestingWriter: startWriter(resting: true)
            case .wakesWriter: arrivals.signal()
            }
        }
        return try outcome.get()
    }

    /// Writes on the caller's thread.
    private func lead(_ batch: [Waiter]) {
        write(batch)
        let (entry, closers) = inbox.withLock { $0.callerWrote() }
        switch entry {
        case .startsWriter: startWriter()
        case .wakesWriter: arrivals.signal()
        case .refused, .leads, .startsRestingWriter, .waits: break
        }
        for closer in closers { closer.resume() }
    }

    /// Puts the writer to work: it writes until nothing has come for a while. While it rests it does not keep the log
    /// open that its owner has let go of. `resting`: it begins with a rest.
    private func startWriter(resting: Bool = false) {
        queue.async { [weak self, arrivals] in
            var looks = resting ? 1 : 0
            while true {
                if looks == 0 { self?.emptyInbox() }
                guard arrivals.wait(timeout: .now() + Self.pause) == .timedOut else {
                    looks = 0
                    continue
                }
                looks += 1
                switch self?.inbox.withLock({ $0.hasRested(isLast: looks == Self.looks) }) {
                case .restsOn: break
                case .writes: looks = 0
                case .isWoken:
                    // Whoever came in that very moment has signalled, or is about to.
                    arrivals.wait()
                    looks = 0
                case .ends, nil: return
                }
            }
        }
    }

    /// Writes batch after batch until nothing waits.
    private func emptyInbox() {
        while let batch = inbox.withLock({ $0.nextBatch(upTo: options.batchLimit) }) { write(batch) }
    }

    private func write(_ batch: [Waiter]) {
        let result = write(batch.compactMap(\.draft))
        inbox.withLock { $0.isHealthy = (try? result.get()) != nil }
        Self.resume(batch, with: result)
    }

    private func write(_ drafts: [RecordDraft]) -> Result<[AuditReceipt], AuditError> {
        writer.withLock { writer in
            Result { () throws(AuditError) in
                guard let receipts = try writer?.write(drafts) else { throw AuditError(code: .unavailable) }
                return receipts
            }
        }
    }

    private static func resume(_ batch: [Waiter], with result: Result<[AuditReceipt], AuditError>) {
        var receipts = (try? result.get())?.makeIterator()
        for waiter in batch {
            switch result {
            case .failure(let error): waiter.continuation.resume(returning: .failure(error))
            case .success:
                waiter.continuation.resume(returning: .success(waiter.draft == nil ? nil : receipts?.next()))
            }
        }
    }
}
