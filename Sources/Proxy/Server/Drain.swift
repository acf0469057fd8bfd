// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The orderly end of a listener's work: from `begin` on each answer ends its connection, and what still runs at `endAll`
/// is ended with an error that its caller can read.
package final class Drain: Sendable {
    private struct State {
        var isDraining = false
        /// Whether there is no more time, also for what has yet to come.
        var isOver = false
        var running: [ObjectIdentifier: RequestLifetime] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// Whether the end has begun.
    package var isDraining: Bool { state.withLock { $0.isDraining } }

    /// The end begins.
    package func begin() { state.withLock { $0.isDraining = true } }

    /// There is no more time.
    package func endAll() {
        let running = state.withLock { state in
            state.isOver = true
            return Array(state.running.values)
        }
        for lifetime in running { lifetime.end(.stopping) }
    }

    func enter(_ lifetime: RequestLifetime) {
        let isOver = state.withLock { state in
            state.running[ObjectIdentifier(lifetime)] = lifetime
            return state.isOver
        }
        if isOver { lifetime.end(.stopping) }
    }

    func leave(_ lifetime: RequestLifetime) {
        state.withLock { $0.running[ObjectIdentifier(lifetime)] = nil }
    }
}
