// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import NIOCore
import NIOPosix
import Synchronization

/// Threads of one's own for tasks, beside those that the runtime shares among all.
///
/// The threads are a pool's; what they work on is a queue of our own, because the pool wakes a thread while it holds the
/// lock that this thread wants next, which is two more waits for every request.
final class PoolExecutor: TaskExecutor {
    private struct Queue {
        var jobs = CircularBuffer<UnownedJob>()
        var isEnding = false
    }

    private let pool: NIOThreadPool
    private let queue = Mutex(Queue())
    /// Counts the jobs that nobody has taken, and wakes whoever waits for one.
    private let arrivals = DispatchSemaphore(value: 0)
    private let threads: Int

    init(threads: Int) {
        self.threads = threads
        pool = NIOThreadPool(numberOfThreads: threads)
        pool.start()
        for _ in 0..<threads {
            pool.submit { _ in self.work() }
        }
    }

    /// Called by the runtime for each piece of a task that prefers this executor.
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isTaken = queue.withLock { queue in
            if !queue.isEnding { queue.jobs.append(job) }
            return !queue.isEnding
        }
        // What comes after the end is done by whoever brings it, so that no task waits for ever.
        if isTaken { arrivals.signal() } else { run(job) }
    }

    /// Ends the threads once nothing runs on them.
    func shutdown() async {
        queue.withLock { $0.isEnding = true }
        for _ in 0..<threads { arrivals.signal() }
        try? await pool.shutdownGracefully()
    }

    /// What each thread does until the end.
    private func work() {
        while true {
            arrivals.wait()
            guard let job = queue.withLock({ $0.jobs.popFirst() }) else { return }
            run(job)
        }
    }

    private func run(_ job: UnownedJob) {
        // The runtime hands each job over exactly once, and it is run exactly once, here.
        unsafe job.runSynchronously(on: asUnownedTaskExecutor())
    }
}
