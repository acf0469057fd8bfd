// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization

/// The connections of a listener and the tasks that serve them, so that whoever stops it can wait for all.
final class ConnectionRegistry: Sendable {
    private struct State {
        var connections: [ObjectIdentifier: CallerConnection] = [:]
        var tasks = 0
        var isStopping = false
        var waiter: CheckedContinuation<Void, Never>?

        /// Whoever waits, if nothing is left.
        mutating func idleWaiter() -> CheckedContinuation<Void, Never>? {
            connections.isEmpty && tasks == 0 ? waiter.take() : nil
        }
    }

    private let state = Mutex(State())

    /// Knows a connection until it closes.
    func add(_ connection: CallerConnection) {
        let key = ObjectIdentifier(connection)
        let isStopping = state.withLock { state in
            state.connections[key] = connection
            return state.isStopping
        }
        connection.channel.closeFuture.whenComplete { _ in
            let waiter = self.state.withLock { state in
                state.connections[key] = nil
                return state.idleWaiter()
            }
            waiter?.resume()
        }
        if isStopping { connection.stop() }
    }

    /// A request is being served; its task may outlive its connection.
    func taskBegins() { state.withLock { $0.tasks += 1 } }

    func taskEnds() {
        let waiter = state.withLock { state in
            state.tasks -= 1
            return state.idleWaiter()
        }
        waiter?.resume()
    }

    /// From now on each connection ends when it is at rest.
    func stop() {
        for connection in open(untilNow: true) { connection.stop() }
    }

    /// Requests that are still arriving are given up.
    func cutBodies() {
        for connection in open() { connection.cutBody() }
    }

    /// Ends every connection now, also one that is only being made.
    func closeAll() {
        for connection in open(untilNow: true) { connection.close() }
    }

    /// The connections of this moment. `untilNow`: one that comes later ends as soon as it is there.
    private func open(untilNow: Bool = false) -> [CallerConnection] {
        state.withLock { state in
            if untilNow { state.isStopping = true }
            return Array(state.connections.values)
        }
    }

    /// Returns when the last connection has closed and the last task has ended. For one caller.
    func ended() async {
        await withCheckedContinuation { continuation in
            let waiter = state.withLock { state in
                state.waiter = continuation
                return state.idleWaiter()
            }
            waiter?.resume()
        }
    }
}
