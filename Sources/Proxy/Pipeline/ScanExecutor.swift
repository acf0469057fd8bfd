// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Threads for the work on requests, so that answers that stream need not wait for it.
///
/// Requests are made ready on threads of their own; a piece of a stream, which is ready in microseconds, never stands in
/// line behind them. A large body has threads apart, so that it does not hold up small ones, and a queue that is bounded:
/// full means the request ends as `protection_unavailable` and nothing is sent.
package final class ScanExecutor: Sendable {
    /// Bodies up to this size, in bytes, are small.
    package static let smallLimit = 32 * 1_024
    /// Answers up to this size, in bytes, are restored in some 50 µs.
    static let tinyLimit = 4 * 1_024

    private let requests: PoolExecutor
    private let large: PoolExecutor
    private let queueLimit: Int
    private let waiting = Atomic(0)

    /// `threads` make requests ready, half of them work on large bodies; `queueLimit` large bodies may be worked on or
    /// wait at once.
    package init(threads: Int, queueLimit: Int) {
        requests = PoolExecutor(threads: max(1, threads))
        large = PoolExecutor(threads: max(1, threads / 2))
        self.queueLimit = queueLimit
    }

    /// Runs the steps of a request before its answer.
    package func prepare<Result: Sendable>(
        _ steps: () async throws(GatewayError) -> Result
    ) async throws(GatewayError) -> Result {
        try await Self.run(steps, on: requests)
    }

    /// Runs `work` on an answer of `bytes` bytes: one that takes less time than handing it to another thread is worked
    /// on where it arrived.
    package func finish<Result: Sendable>(
        bytes: Int, _ work: () async throws(GatewayError) -> Result
    ) async throws(GatewayError) -> Result {
        if bytes <= Self.tinyLimit { return try await work() }
        return try await run(bytes: bytes, work)
    }

    /// Runs a step's `work` on a body of `bytes` bytes where `prepare` has brought the task; a large one has threads apart. To
    /// be called on a thread for computing.
    package func step<Result: Sendable>(
        bytes: Int, _ work: () async throws(GatewayError) -> Result
    ) async throws(GatewayError) -> Result {
        if bytes <= Self.smallLimit { return try await work() }
        return try await run(bytes: bytes, work)
    }

    /// Runs `work` on a body of `bytes` bytes. Throws what `work` throws, or `protection_unavailable`.
    package func run<Result: Sendable>(
        bytes: Int, _ work: () async throws(GatewayError) -> Result
    ) async throws(GatewayError) -> Result {
        guard bytes > Self.smallLimit else { return try await prepare(work) }
        defer { waiting.subtract(1, ordering: .relaxed) }
        guard waiting.add(1, ordering: .relaxed).newValue <= queueLimit else {
            throw GatewayError(.protectionUnavailable, "The queue for large bodies is full.")
        }
        return try await Self.run(work, on: large)
    }

    private static func run<Result: Sendable>(
        _ work: () async throws(GatewayError) -> Result, on executor: PoolExecutor
    ) async throws(GatewayError) -> Result {
        try await withTaskExecutorPreference(executor) { () async throws(GatewayError) in try await arrive(work) }
    }

    /// A preference moves nothing by itself: a function that runs where its caller does would stay with the caller. This
    /// one runs where the task prefers to, and so does what it calls. The look at the task is what moves it there, too:
    /// before a call of another asynchronous function alone, the compiler leaves the move out.
    @concurrent private static func arrive<Result: Sendable>(
        _ work: () async throws(GatewayError) -> Result
    ) async throws(GatewayError) -> Result {
        // Nobody waits any more for what stood in line for a thread.
        guard !Task.isCancelled else { throw GatewayError(.callerGone) }
        return try await work()
    }

    /// Ends the threads once nothing runs on them.
    package func shutdown() async {
        await requests.shutdown()
        await large.shutdown()
    }
}
