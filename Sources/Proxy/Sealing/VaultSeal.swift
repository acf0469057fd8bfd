// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Synchronization
import Telemetry

/// Whether the vault is closed because something that the gateway keeps lies where it must not. Whoever looks sets it;
/// requests ask.
///
/// Control: ZV-LOC-01
package final class VaultSeal: Sendable {
    private enum State {
        case undeclared, open
        /// Names of what lies elsewhere; constants.
        case closed([String])
    }

    private let state = Mutex(State.undeclared)
    private let metrics: VaultMetrics

    /// Open, with nothing declared.
    package init(_ metrics: VaultMetrics) { self.metrics = metrics }

    /// Closes the vault because of these things, named by constants.
    package func close(on things: [String]) {
        state.withLock { $0 = .closed(things) }
        metrics.sealed.set(1)
    }

    /// Opens it. `isDeclared` is whether anybody said where things may lie.
    package func open(isDeclared: Bool = true) {
        state.withLock { $0 = isDeclared ? .open : .undeclared }
        metrics.sealed.set(0)
    }

    /// Whether it is closed.
    package var isClosed: Bool {
        state.withLock { if case .closed = $0 { true } else { false } }
    }

    /// Throws while it is closed.
    func check() throws(GatewayError) {
        guard !isClosed else { throw GatewayError(.protectionUnavailable, "The vault is sealed.") }
    }

    /// Constants for `/readyz`: `not declared`, `as declared`, or what lies elsewhere.
    var word: String {
        state.withLock { state in
            switch state {
            case .undeclared: "not declared"
            case .open: "as declared"
            case .closed(let things): "out of place: \(things.joined(separator: ", "))"
            }
        }
    }
}
