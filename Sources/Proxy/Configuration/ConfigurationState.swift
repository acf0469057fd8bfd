// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Synchronization
import Telemetry

/// How the settings in force stand to the files they were read from; for `/readyz` and metrics.
package final class ConfigurationState: Sendable {
    private struct State {
        var refusedLast = false
        /// Keys whose change waits for a restart.
        var waiting: [String] = []
    }

    private let state = Mutex(State())
    private let metrics: ConfigurationMetrics

    init(_ metrics: ConfigurationMetrics) { self.metrics = metrics }

    /// Settings were read and are in force; of the keys in `waiting` only after a restart.
    package func taken(waiting: [String]) {
        state.withLock { $0 = State(waiting: waiting) }
        metrics.generation.add()
        metrics.reloads.add(1, "taken")
    }

    /// Settings were read and are wrong: those before stay in force.
    package func refused() {
        state.withLock { $0.refusedLast = true }
        metrics.reloads.add(1, "refused")
        metrics.reloadFailures.add()
    }

    /// A constant: `in force`, `refused` or `waiting for a restart`.
    package var word: String {
        state.withLock { state in
            if state.refusedLast { return "refused" }
            return state.waiting.isEmpty ? "in force" : "waiting for a restart"
        }
    }
}
