// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
import Synchronization

/// What the process knows of its upstreams, from their traffic and from probes: outlives every reload of the settings.
///
/// Keyed by configured names, and bounded by them: `keep` forgets the others when they are at rest.
package final class UpstreamBoard: Sendable {
    struct State {
        var health: [UpstreamID: UpstreamHealth] = [:]
        var budget = RetryBudget()
        var line = WaitingLine()
    }

    let state = Mutex(State())
    private let clock: @Sendable () -> ContinuousClock.Instant

    /// `clock` is for tests, which move it.
    package init(clock: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) { self.clock = clock }

    var now: ContinuousClock.Instant { clock() }

    /// How upstreams stand now, in the order given.
    package func standings(of candidates: [Router.Candidate]) -> [UpstreamStanding] {
        let now = now
        return state.withLock { state in
            candidates.map { candidate in
                state.health[candidate.profile.id]?.standing(of: candidate.profile, at: now) ?? UpstreamStanding()
            }
        }
    }

    /// Whether an upstream is in rotation, for the metric.
    package func state(of id: UpstreamID) -> CircuitBreaker.State {
        let now = now
        return state.withLock { $0.health[id]?.state(at: now) ?? .closed }
    }

    /// Asks for a place at an upstream. `early`: whether to try it before its time, because no other is in rotation.
    package func admit(
        _ profile: UpstreamProfile, _ options: RoutingOptions, early: Bool = false
    ) -> Result<UpstreamPermit, UpstreamRefusal> {
        let now = now
        let answer = state.withLock { state -> Admission.Answer in
            // Who waits goes before who comes.
            if state.line.isWaited(for: profile.id) { return .full }
            return state.health[profile.id, default: UpstreamHealth()].admit(profile, early: early, at: now)
        }
        switch answer {
        case .admitted(let isTrial):
            return .success(UpstreamPermit(profile.id, isTrial: isTrial, board: self, options))
        case .full: return .failure(.full)
        case .out(let until): return .failure(.out(for: until.map { max(.zero, $0 - now) }))
        }
    }

    /// Counts a request towards the budget of retries.
    package func countRequest(_ options: RoutingOptions.Retries) {
        state.withLock { $0.budget.deposit(options.share) }
    }

    /// Takes a retry out of the budget, if there is one.
    package func takeRetry() -> Bool {
        let now = now
        return state.withLock { $0.budget.withdraw(at: now) }
    }

    /// Puts back a retry that was not made.
    package func returnRetry() { state.withLock { $0.budget.deposit(1) } }

    /// Takes note of what a probe saw.
    package func probed(_ id: UpstreamID, success: Bool, _ options: RoutingOptions.Breaker) {
        let now = now
        state.withLock { $0.health[id, default: UpstreamHealth()].probed(success: success, at: now, options) }
        if success { serveLine(for: id) }
    }

    /// Forgets upstreams that the settings no longer name, but for those still at work: a later reload may bring them back,
    /// and then what they do counts.
    package func keep(_ ids: Set<UpstreamID>) {
        state.withLock { state in state.health = state.health.filter { ids.contains($0.key) || $0.value.atWork > 0 } }
    }

    /// Changes what is known of an upstream; one that is forgotten stays so.
    func update(_ id: UpstreamID, _ change: (inout UpstreamHealth, ContinuousClock.Instant) -> Void) {
        let now = now
        state.withLock { state in
            guard let place = state.health.index(forKey: id) else { return }
            change(&state.health.values[place], now)
        }
    }
}

/// Why an upstream takes no request now.
package enum UpstreamRefusal: Error, Sendable, Equatable {
    /// At its `max_concurrent`.
    case full
    /// Out of rotation for so long; `nil` while another request tries whether it works again.
    case out(for: Duration?)
}
