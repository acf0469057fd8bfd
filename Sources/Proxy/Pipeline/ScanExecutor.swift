// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOPosix
import Synchronization

/// Threads for work on large bodies, so that a scan of a megabyte does not stall the streams that share two cores.
///
/// Small work runs where it is asked for; large work waits in a queue that is bounded: full means the request ends as
/// `protection_unavailable` and nothing is sent.
package final class ScanExecutor: Sendable {
    /// Bodies up to this size, in bytes, are worked on in place.
    package static let inPlaceLimit = 32 * 1_024

    private let pool: NIOThreadPool
    private let queueLimit: Int
    private let waiting = Atomic(0)

    package init(threads: Int, queueLimit: Int) {
        pool = NIOThreadPool(numberOfThreads: threads)
        self.queueLimit = queueLimit
        pool.start()
    }

    /// Runs `work` on a body of `bytes` bytes. Throws what `work` throws, or `protection_unavailable`.
    package func run<Result: Sendable>(
        bytes: Int, _ work: @escaping @Sendable () throws(GatewayError) -> Result
    ) async throws(GatewayError) -> Result {
        guard bytes > Self.inPlaceLimit else { return try work() }
        guard waiting.add(1, ordering: .relaxed).newValue <= queueLimit else {
            waiting.subtract(1, ordering: .relaxed)
            throw GatewayError(.protectionUnavailable, "The queue for large bodies is full.")
        }
        defer { waiting.subtract(1, ordering: .relaxed) }
        do {
            return try await pool.runIfActive { try work() }
        } catch {
            throw error as? GatewayError ?? GatewayError(.protectionUnavailable)
        }
    }

    /// Ends the threads once nothing runs on them.
    package func shutdown() async {
        try? await pool.shutdownGracefully()
    }
}
