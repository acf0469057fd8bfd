// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Audit
import Limits
package import PrivacyCore
package import Pseudonymization
import Synchronization

/// The audit trail of one request: a decision before anything leaves, one more for each reroute, and exactly one end.
///
/// `end` is called once, whatever happened; a request that never got a decision ends as denied.
package final class RequestJournal: Sendable {
    struct State {
        /// What is known so far; every record says all of it.
        var known: AuditEvent
        var restoration = AuditEvent.Restoration()
        var meter = UsageMeter()
        /// Where the meter's exchange was, if not where the last decision goes.
        var metered: UpstreamID?
        var isDecided = false
        var isEnded = false
    }

    private let audit: any AuditRecording
    let state: Mutex<State>

    package init(_ audit: any AuditRecording, request: RequestID, caller: Caller, endpoint: String) {
        self.audit = audit
        var known = AuditEvent(code: .denied, outcome: .denied, tenant: caller.tenant, request: request)
        known.caller = caller.id
        known.endpoint = endpoint
        state = Mutex(State(known: known))
    }

    /// What the restorer has done so far; the closing record carries it.
    package var restoration: AuditEvent.Restoration {
        get { state.withLock { $0.restoration } }
        set { state.withLock { $0.restoration = newValue } }
    }

    /// Adds what the restorer did. Throws when it was more than the grant allows: what was restored then must not go
    /// out.
    package func add(_ counts: RestorationCounts) throws(GatewayError) {
        let isGranted = state.withLock { state in
            let total = state.restoration.restored + counts.restored
            let isGranted = total <= state.known.grant?.limit ?? 0
            // What is refused here is not delivered: a record of it would say more than was granted.
            if isGranted { state.restoration.restored = total } else { state.restoration.withheld += counts.restored }
            state.restoration.unknown += counts.unknown
            state.restoration.withheld += counts.withheld
            state.restoration.repaired += isGranted ? counts.repaired : 0
            state.restoration.declined += isGranted ? counts.declined : 0
            return isGranted
        }
        guard isGranted else { throw GatewayError(.restoreFailed) }
    }

    /// Counts what the answer costs.
    func meter(_ change: (inout UsageMeter) -> Void) { state.withLock { change(&$0.meter) } }

    /// What the exchange cost, and where; `nil` where no answer began.
    var cost: (usage: TokenUsage, upstream: UpstreamID)? {
        state.withLock { state in
            guard let usage = state.meter.usage, let place = state.metered ?? state.known.route?.upstream else {
                return nil
            }
            return (usage, place)
        }
    }

    /// Whether a decision to send is on record.
    var isSent: Bool { state.withLock { $0.isDecided } }

    /// Adds to what is known: counts, policy, detectors.
    package func learn(_ change: (inout AuditEvent) -> Void) {
        state.withLock { change(&$0.known) }
    }

    /// How many tokens of one answer may be restored: far more than answers hold, and an end to one that only repeats
    /// tokens.
    package static let restoreLimit = 10_000

    /// Records where the request goes, before it goes: `decided` the first time, `rerouted` after that (P5). `learning` adds
    /// what is true from then on.
    package func decide(
        _ route: AuditEvent.Route, grant: AuditEvent.RestoreGrant, learning: (inout AuditEvent) -> Void = { _ in }
    ) async throws(GatewayError) -> AuditReceipt {
        let event = state.withLock { state in
            learning(&state.known)
            state.known.route = route
            state.known.grant = grant
            var event = state.known
            event.code = state.isDecided ? .rerouted : .decided
            event.outcome = .success
            return event
        }
        let receipt = try await record(event, holdingThread: true)
        state.withLock { $0.isDecided = true }
        return receipt
    }

    /// Records what the law says of a route: before the decision that takes it, or before the refusal. The request's own
    /// records are written besides.
    package func judge(_ code: AuditCode, _ route: AuditEvent.Route) async throws(GatewayError) {
        var event = state.withLock { $0.known }
        event.code = code
        event.route = route
        event.outcome = code == .transferAllowed ? .success : .denied
        event.reason = code == .transferAllowed ? nil : .noRoute
        _ = try await record(event, holdingThread: true)
    }

    /// Records that the last check before sending stopped the request; its end is recorded besides.
    package func guardHit() async throws(GatewayError) {
        var event = state.withLock { $0.known }
        event.code = .guardHit
        event.reason = .egressGuard
        _ = try await record(event, holdingThread: true)
    }

    /// Records the end. Only the first call does; throws if the record could not be made durable.
    package func end(_ outcome: Result<Void, GatewayError>) async throws(GatewayError) {
        guard let event = state.withLock({ $0.closing(outcome) }) else { return }
        _ = try await record(event)
    }

    /// What is recorded before a request leaves is recorded on the threads for work, which may be held.
    func record(_ event: AuditEvent, holdingThread: Bool = false) async throws(GatewayError) -> AuditReceipt {
        do throws(AuditError) {
            return try await audit.record(event, holdingThread: holdingThread)
        } catch {
            throw GatewayError(error)
        }
    }
}

extension RequestJournal.State {
    /// The record of the end; `nil` the second time.
    fileprivate mutating func closing(_ result: Result<Void, GatewayError>) -> AuditEvent? {
        guard !isEnded else { return nil }
        isEnded = true
        var event = known
        event.restoration = isDecided ? restoration : nil
        event.usage = meter.usage
        event.usageEndpoint = event.usage == nil ? nil : metered
        switch result {
        case .success:
            event.code = .delivered
            event.outcome = .success
        case .failure(let error):
            let isCallerGone = error.code == .callerGone
            event.reason = error.reason
            event.outcome = !isDecided ? .denied : isCallerGone ? .cancelled : .failure
            event.code = !isDecided ? .denied : isCallerGone ? .cancelled : .failed
        }
        if isDecided { event.grant = nil }
        return event
    }
}
