// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOPosix
import Synchronization

/// Threads for work on large bodies, so that a scan of a megabyte does not stall the streams that share two cores.
///
/// Small work runs where it is asked for; large work waits in a queue that is bounded: full means the request ends as
/// `protection_unavailable` and nothing is sent.
package final class ScanExecutor: TaskExecutor {
    /// Bodies up to this size, in bytes, are worked on in place.
    package static let inPlaceLimit = 32 * 1_024

    private let pool: NIOThreadPool
    private let queueLimit: Int
    private let waiting = Atomic(0)

    /// `queueLimit` bodies may be worked on or wait at once.
    package init(threads: Int, queueLimit: Int) {
        pool = NIOThreadPool(numberOfThreads: threads)
        self.queueLimit = queueLimit
        pool.start()
    }

    /// Runs `work` on a body of `bytes` bytes. Throws what `work` throws, or `protection_unavailable`.
    package func run<Result: Sendable>(
        bytes: Int, _ work: () async throws(GatewayError) -> Result
    ) async throws(GatewayError) -> Result {
        guard bytes > Self.inPlaceLimit else { return try await work() }
        defer { waiting.subtract(1, ordering: .relaxed) }
        guard waiting.add(1, ordering: .relaxed).newValue <= queueLimit else {
            throw GatewayError(.protectionUnavailable, "The queue for large bodies is full.")
        }
        return try await withTaskExecutorPreference(self, operation: work)
    }

    /// Called by the runtime for each piece of a task that prefers this executor.
    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        pool.submit { _ in
            // The runtime hands each job over exactly once, and it is run exactly once, here.
            unsafe job.runSynchronously(on: self.asUnownedTaskExecutor())
        }
    }

    /// Ends the threads once nothing runs on them.
    package func shutdown() async {
        try? await pool.shutdownGracefully()
    }
}
