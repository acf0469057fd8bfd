// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What waits to be written to the log, and who is at work on it: one at a time, the log's own writer, or a caller whose
/// thread may be held, which spares it two changes of threads.
package struct AuditInbox<Waiter: Sendable> {
    private enum Worker: Equatable {
        case nobody
        case writer
        /// The writer has nothing left and waits for more, for a while.
        case restingWriter
        case caller(besideRestingWriter: Bool)
    }

    /// How what is entered waits.
    package enum Patience: Sendable {
        /// Somebody waits for it.
        case none
        /// The same, and the caller's thread may be held for a write to disk.
        case mayLead
        /// Nobody waits for it: it may lie until the next is written, or the writer looks.
        case mayLie
    }

    /// What whoever has entered something has to do.
    package enum Entry: Sendable {
        /// It is not taken.
        case refused
        /// It will be written.
        case waits
        /// This, what it entered last of all, is to be written now, by whoever entered it.
        case leads([Waiter])
        case startsWriter
        /// As `startsWriter`, but the writer rests first.
        case startsRestingWriter
        case wakesWriter
    }

    /// What a writer does that has rested for a while.
    package enum Rest {
        case restsOn
        case ends
        /// Something lies there.
        case writes
        /// Somebody has woken it, or is about to.
        case isWoken
    }

    private let capacity: Int
    private var waiting: [Waiter] = []
    /// Whether somebody waits for one of them.
    private var isUrgent = false
    private var worker = Worker.nobody
    /// Who waits for a caller's write to end, to close the log.
    private var closers: [CheckedContinuation<Void, Never>] = []
    private(set) var isClosed = false
    /// Whether the last write succeeded.
    var isHealthy = true

    /// `capacity`: how many may wait.
    package init(capacity: Int) {
        self.capacity = capacity
    }

    var count: Int { waiting.count }

    /// Takes something in.
    package mutating func enter(_ waiter: Waiter, _ patience: Patience) -> Entry {
        guard !isClosed, waiting.count < capacity else { return .refused }
        waiting.append(waiter)
        switch (worker, patience) {
        case (.nobody, .mayLead): worker = .caller(besideRestingWriter: false)
        case (.restingWriter, .mayLead): worker = .caller(besideRestingWriter: true)
        case (.restingWriter, .mayLie), (.caller(besideRestingWriter: true), .mayLie): return .waits
        case (.nobody, .mayLie):
            worker = .restingWriter
            return .startsRestingWriter
        case (.nobody, _), (.restingWriter, _), (.writer, _), (.caller, _):
            isUrgent = true
            return callWriter()
        }
        return .leads(take(waiting.count))
    }

    /// What the writer writes next, up to `limit`; `nil` for nothing, and from then on it rests.
    package mutating func nextBatch(upTo limit: Int) -> [Waiter]? {
        guard !waiting.isEmpty else {
            worker = .restingWriter
            return nil
        }
        return take(limit)
    }

    /// A caller has written. What has come meanwhile is the writer's, at once where somebody waits for it; also whoever
    /// waits to close.
    package mutating func callerWrote() -> (entry: Entry, closers: [CheckedContinuation<Void, Never>]) {
        worker = worker == .caller(besideRestingWriter: true) ? .restingWriter : .nobody
        defer { closers = [] }
        let isDue = isUrgent || worker == .nobody
        return (waiting.isEmpty || !isDue ? .waits : callWriter(), closers)
    }

    /// Nobody has woken the writer while it rested. `isLast`: if there is nothing to do, it ends.
    package mutating func hasRested(isLast: Bool) -> Rest {
        switch worker {
        case .writer: return .isWoken
        case .nobody, .restingWriter:
            guard waiting.isEmpty else {
                worker = .writer
                return .writes
            }
            if isLast { worker = .nobody }
        case .caller:
            if isLast { worker = .caller(besideRestingWriter: false) }
        }
        return isLast ? .ends : .restsOn
    }

    /// Takes nothing more in. `false` where a caller is writing; `closer` is then given back by `callerWrote`.
    mutating func close(_ closer: CheckedContinuation<Void, Never>) -> Bool {
        isClosed = true
        guard case .caller = worker else { return true }
        closers.append(closer)
        return false
    }

    private mutating func take(_ limit: Int) -> [Waiter] {
        let batch = Array(waiting.prefix(limit))
        waiting.removeFirst(batch.count)
        if waiting.isEmpty { isUrgent = false }
        return batch
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
