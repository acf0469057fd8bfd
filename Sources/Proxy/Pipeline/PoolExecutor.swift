// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOPosix

/// Threads of one's own for tasks, beside those that the runtime shares among all.
final class PoolExecutor: TaskExecutor {
    private let pool: NIOThreadPool

    init(threads: Int) {
        pool = NIOThreadPool(numberOfThreads: threads)
        pool.start()
    }

    /// Called by the runtime for each piece of a task that prefers this executor.
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        pool.submit { _ in
            // The runtime hands each job over exactly once, and it is run exactly once, here.
            unsafe job.runSynchronously(on: self.asUnownedTaskExecutor())
        }
    }

    /// Ends the threads once nothing runs on them.
    func shutdown() async {
        try? await pool.shutdownGracefully()
    }
}
