// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Runs a connection's tasks on the thread that reads and writes it, so that a piece of an answer moves on without waking
/// another thread. What takes longer than a moment goes to `ScanExecutor`.
final class LoopExecutor: TaskExecutor {
    let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    /// Called by the runtime for each piece of a task that prefers this executor.
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute {
            // The runtime hands each job over exactly once, and it is run exactly once, here.
            unsafe job.runSynchronously(on: self.asUnownedTaskExecutor())
        }
    }
}
