// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The orderly end of a listener's work: from `begin` on each answer ends its connection, and what still runs at `endAll`
/// is ended with an error that its caller can read.
package final class Drain: Sendable {
    private struct State {
        var isDraining = false
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
        for lifetime in state.withLock({ Array($0.running.values) }) { lifetime.end(.stopping) }
    }

    func enter(_ lifetime: RequestLifetime) {
        state.withLock { $0.running[ObjectIdentifier(lifetime)] = lifetime }
    }

    func leave(_ lifetime: RequestLifetime) {
        state.withLock { $0.running[ObjectIdentifier(lifetime)] = nil }
    }
}
