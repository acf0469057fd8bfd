// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization

/// Looks at the connections of each event loop now and then. One timer a loop, however many connections it has: a loop
/// looks through all of its timers to end one, so that thousands of callers who leave at once would hold it up.
final class ConnectionSweep: Sendable {
    private struct Entry {
        let watch: CallerWatch
        let channel: any Channel
    }

    private let interval: TimeAmount
    /// By loop, and there by watch; a loop that has an entry has its timer.
    private let loops = Mutex<[ObjectIdentifier: [ObjectIdentifier: Entry]]>([:])

    init(_ limits: ServerLimits) {
        let quarter = TimeAmount(min(limits.arrival, limits.write, limits.idle)).nanoseconds / 4
        interval = .nanoseconds(min(max(quarter, 100_000_000), 10_000_000_000))
    }

    /// Looks at a connection from now on, until it closes. To be called on its loop.
    func add(_ watch: CallerWatch, on channel: any Channel) {
        let (loop, key) = (ObjectIdentifier(channel.eventLoop), ObjectIdentifier(watch))
        let isFirst = loops.withLock { loops in
            let isFirst = loops[loop] == nil
            loops[loop, default: [:]][key] = Entry(watch: watch, channel: channel)
            return isFirst
        }
        channel.closeFuture.whenComplete { _ in self.loops.withLock { $0[loop]?[key] = nil } }
        if isFirst { start(on: channel.eventLoop) }
    }

    private func start(on eventLoop: any EventLoop) {
        eventLoop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { [self] task in
            guard let entries = entries(of: ObjectIdentifier(eventLoop)) else { return task.cancel() }
            for entry in entries { entry.watch.look(at: entry.channel) }
        }
    }

    /// The connections of a loop; `nil` where it has none any more, and then its timer is to end.
    private func entries(of loop: ObjectIdentifier) -> [Entry]? {
        loops.withLock { loops in
            guard let entries = loops[loop], !entries.isEmpty else {
                loops[loop] = nil
                return nil
            }
            return Array(entries.values)
        }
    }
}
