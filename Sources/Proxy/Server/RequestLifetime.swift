// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import NIOCore
import Synchronization

/// The one task in which a request is answered, and the reasons to end it early.
///
/// The task is owned: whoever calls `run` waits for it, and cancelling the caller cancels it. Connection and clock only
/// ever ask for the end; the first reason given is the one that counts.
package final class RequestLifetime: Sendable {
    /// Why a task is ended early.
    package enum End: Sendable, Equatable {
        /// The caller closed the connection, or the server is being stopped.
        case callerGone
        /// Nothing came, or nothing could be written, for the upstream's idle time.
        case idle
        /// The upstream's total time is over.
        case total
        /// The gateway is being stopped, and the time for what still ran is over.
        case stopping
    }

    private struct State {
        var task: Task<Void, Never>?
        var end: End?
        /// Whether the caller has the whole answer.
        var isAnswered = false
        var idle: TimeAmount = .zero
        /// What silence leads to, once, instead of the end.
        var onSilence: (@Sendable () -> Void)?
        /// What the end of the total time leads to, once, instead of the end.
        var onTotal: (@Sendable () -> Void)?
        var idleDeadline = NIODeadline.distantFuture
        var totalDeadline = NIODeadline.distantFuture
        var check: Scheduled<Void>?
        var checkDeadline = NIODeadline.distantFuture
    }

    private let eventLoop: any EventLoop
    private let executor: LoopExecutor
    private let state = Mutex(State())

    /// `eventLoop` runs the clock: the loop of the caller's connection.
    package convenience init(on eventLoop: any EventLoop) {
        self.init(LoopExecutor(eventLoop))
    }

    /// For a connection that has an executor.
    init(_ executor: LoopExecutor) {
        self.executor = executor
        eventLoop = executor.loop
    }

    /// Why the task was ended early; `nil` while it was not.
    package var end: End? { state.withLock { $0.end } }

    /// Runs `body` in the task and returns when it has.
    package func run(_ body: @escaping @Sendable () async -> Void) async {
        // A task of its own does not inherit where the connection's runs. It begins here and now.
        let task = Task.immediate(executorPreference: executor) { await body() }
        let isOver = state.withLock { state in
            state.task = task
            return state.end != nil
        }
        if isOver { task.cancel() }
        await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            end(.callerGone)
        }
        let check = state.withLock { state in
            state.task = nil
            return state.check.take()
        }
        check?.cancel()
    }

    /// The caller has the whole answer: what is left to do does not end because it leaves.
    package func answered() { state.withLock { $0.isAnswered = true } }

    /// Asks the task to end. Only the first reason counts.
    package func end(_ reason: End) {
        let task = state.withLock { state -> Task<Void, Never>? in
            guard state.end == nil, !(reason == .callerGone && state.isAnswered) else { return nil }
            state.end = reason
            return state.task
        }
        task?.cancel()
    }

    /// Starts the clock, or sets it anew: from now on `total` in all, and `idle` between two calls of `touch`.
    package func limit(idle: Duration, total: Duration) {
        let now = NIODeadline.now()
        let check = state.withLock { state in
            state.idle = TimeAmount(idle)
            (state.onSilence, state.onTotal) = (nil, nil)
            state.idleDeadline = now + state.idle
            state.totalDeadline = now + TimeAmount(total)
            return state.check.take()
        }
        check?.cancel()
        scheduleCheck()
    }

    /// Sets only the idle clock anew; the total goes on. Where `onSilence` is given, silence leads to that, once, instead of
    /// the end of the request.
    func limit(idle: Duration, onSilence: (@Sendable () -> Void)? = nil) {
        let (mustCheck, check) = state.withLock { state -> (Bool, Scheduled<Void>?) in
            state.idle = TimeAmount(idle)
            state.onSilence = onSilence
            state.idleDeadline = .now() + state.idle
            // A timer that comes before looks for itself when to come again.
            guard state.check == nil || state.idleDeadline < state.checkDeadline else { return (false, nil) }
            return (true, state.check.take())
        }
        check?.cancel()
        if mustCheck { scheduleCheck() }
    }

    /// When the total time is over, that leads to `body`, once, instead of the end of the request.
    func limitTotal(_ body: @escaping @Sendable () -> Void) { state.withLock { $0.onTotal = body } }

    /// Something moved: the idle clock starts again.
    package func touch() {
        state.withLock { $0.idleDeadline = .now() + $0.idle }
    }

    /// Stops the clock until `limit` is called again.
    func unlimit() {
        let check = state.withLock { state in
            (state.onSilence, state.onTotal) = (nil, nil)
            state.idleDeadline = .distantFuture
            state.totalDeadline = .distantFuture
            return state.check.take()
        }
        check?.cancel()
    }

    /// One timer a request: it looks where the deadlines are by now and sleeps again, so that `touch` costs no timer.
    private func scheduleCheck() {
        let deadline = state.withLock { min($0.idleDeadline, $0.totalDeadline) }
        let check = eventLoop.scheduleTask(deadline: deadline) { self.check() }
        state.withLock { state in
            state.check = check
            state.checkDeadline = deadline
        }
    }

    private func check() {
        let now = NIODeadline.now()
        let (isRunning, isTotal, onTotal, isIdle, onSilence) = state.withLock { state in
            let isIdle = state.idleDeadline <= now
            let onSilence = isIdle ? state.onSilence.take() : nil
            if onSilence != nil { state.idleDeadline = .distantFuture }
            let isTotal = state.totalDeadline <= now
            let onTotal = isTotal ? state.onTotal.take() : nil
            if onTotal != nil { state.totalDeadline = .distantFuture }
            return (state.task != nil, isTotal, onTotal, isIdle, onSilence)
        }
        guard isRunning else { return }
        if let onTotal { onTotal() } else if isTotal { return end(.total) }
        if let onSilence { onSilence() } else if isIdle { return end(.idle) }
        scheduleCheck()
    }
}
