// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Limits
import PrivacyCore
import Synchronization

/// The trail of a request that goes out twice: decided, what the first answer showed, rerouted, and one end.
extension RequestJournal {
    /// What is known of a run, to go back to.
    struct Run: Sendable {
        fileprivate let known: AuditEvent
    }

    /// The run so far.
    var run: Run { state.withLock { Run(known: $0.known) } }

    /// Records that a second run is tried, and why, with what the first one cost; what is learned and counted from then on
    /// is of the second.
    func beginUnmasked(because reason: AuditEvent.Reason) async throws(GatewayError) {
        let event = state.withLock { state in
            var event = state.known
            event.code = .unmasked
            event.outcome = .success
            event.reason = reason
            // The grant is in the decision, and goes on.
            event.grant = nil
            event.usage = state.meter.usage
            return event
        }
        _ = try await record(event)
        state.withLock { $0.meter = UsageMeter() }
    }

    /// The second run gave no answer: the end tells of the first one, and that it is delivered for that. What the second
    /// cost stays its own.
    func goBack(to run: Run, because reason: AuditEvent.Reason) {
        state.withLock { state in
            if state.meter.hasBegun { state.metered = state.known.route?.upstream }
            let grant = state.known.grant
            state.known = run.known
            state.known.grant = grant ?? run.known.grant
            state.known.reason = reason
            state.restoration = AuditEvent.Restoration()
        }
    }
}
