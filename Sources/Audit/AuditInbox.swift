// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What waits to be written to the log, and who is at work on it: one at a time, the log's own writer, or a caller whose
/// thread may be held, which spares it two changes of threads.
struct AuditInbox<Waiter> {
    private enum Worker: Equatable {
        case nobody
        case writer
        /// The writer has nothing left and waits for more, for a while.
        case restingWriter
        case caller(besideRestingWriter: Bool)
    }

    /// What whoever has entered something has to do.
    enum Entry {
        /// It is not taken.
        case refused
        /// It will be written.
        case waits
        /// It and nothing else is to be written now, by whoever entered it.
        case leads
        case startsWriter
        case wakesWriter
    }

    /// What a writer does that has rested to the end.
    enum Rest {
        case ends
        /// Somebody has woken it, or is about to.
        case isWoken
    }

    private let capacity: Int
    private var waiting: [Waiter] = []
    private var worker = Worker.nobody
    /// Who waits for a caller's write to end, to close the log.
    private var closers: [CheckedContinuation<Void, Never>] = []
    private(set) var isClosed = false
    /// Whether the last write succeeded.
    var isHealthy = true

    /// `capacity`: how many may wait.
    init(capacity: Int) {
        self.capacity = capacity
    }

    var count: Int { waiting.count }

    /// Takes something in. `mayLead`: the caller's thread may be held for a write to disk.
    mutating func enter(_ waiter: Waiter, mayLead: Bool) -> Entry {
        guard !isClosed, waiting.count < capacity else { return .refused }
        switch worker {
        case .nobody where mayLead: worker = .caller(besideRestingWriter: false)
        case .restingWriter where mayLead: worker = .caller(besideRestingWriter: true)
        case .nobody, .restingWriter, .writer, .caller:
            waiting.append(waiter)
            return callWriter()
        }
        return .leads
    }

    /// What the writer writes next, up to `limit`; `nil` for nothing, and from then on it rests.
    mutating func nextBatch(upTo limit: Int) -> [Waiter]? {
        guard !waiting.isEmpty else {
            worker = .restingWriter
            return nil
        }
        let batch = Array(waiting.prefix(limit))
        waiting.removeFirst(batch.count)
        return batch
    }

    /// A caller has written. What has come meanwhile is the writer's; also whoever waits to close.
    mutating func callerWrote() -> (entry: Entry, closers: [CheckedContinuation<Void, Never>]) {
        worker = worker == .caller(besideRestingWriter: true) ? .restingWriter : .nobody
        defer { closers = [] }
        return (waiting.isEmpty ? .waits : callWriter(), closers)
    }

    /// Nothing has come while the writer rested.
    mutating func restIsOver() -> Rest {
        switch worker {
        case .writer: return .isWoken
        case .nobody, .restingWriter: worker = .nobody
        case .caller: worker = .caller(besideRestingWriter: false)
        }
        return .ends
    }

    /// Takes nothing more in. `false` where a caller is writing; `closer` is then given back by `callerWrote`.
    mutating func close(_ closer: CheckedContinuation<Void, Never>) -> Bool {
        isClosed = true
        guard case .caller = worker else { return true }
        closers.append(closer)
        return false
    }

    private mutating func callWriter() -> Entry {
        switch worker {
        case .writer, .caller: return .waits
        case .nobody:
            worker = .writer
            return .startsWriter
        case .restingWriter:
            worker = .writer
            return .wakesWriter
        }
    }
}
