// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
import Synchronization

/// A place at an upstream, held from before the record of the decision to the end of the answer, and the report of how
/// it went. Whoever lets go of it gives the place back.
package final class UpstreamPermit: Sendable {
    private struct State {
        var report: Report?
        var isReleased = false
    }

    /// What was said of the exchange last.
    private enum Report {
        /// And how many exchanges in a row had failed before it.
        case success(after: Int)
        case failure
    }

    package let upstream: UpstreamID
    private let isTrial: Bool
    private let board: UpstreamBoard
    private let options: RoutingOptions
    private let state = Mutex(State())

    init(_ upstream: UpstreamID, isTrial: Bool, board: UpstreamBoard, _ options: RoutingOptions) {
        self.upstream = upstream
        self.isTrial = isTrial
        self.board = board
        self.options = options
    }

    deinit { release() }

    /// How long the first byte took.
    package func observe(_ time: Duration) { board.update(upstream) { $0.observe(time, at: $1) } }

    /// How the exchange went. What says nothing about the upstream, such as a caller who left, is not reported.
    ///
    /// One exchange fails once, however often that is said. One that began well and then failed has failed: it counts as if
    /// nothing good had been said of it.
    package func report(success: Bool) {
        let before = state.withLock { $0.report }
        var failures = 0
        switch before {
        case .failure?: return
        case .success(let earlier)?: failures = earlier
        case nil: break
        }
        var report = Report.failure
        board.update(upstream) { health, now in
            if success { report = .success(after: max(failures, health.failuresInARow)) }
            health.record(
                success: success, isTrial: isTrial && before == nil, after: failures, at: now, options.breaker)
        }
        state.withLock { $0.report = report }
    }

    /// The upstream asked to be left alone (`retry-after`, RFC 9110 §10.2.3); no longer than the operator allows.
    package func hold(seconds: Int) {
        guard seconds > 0 else { return }
        let time = min(Duration.seconds(min(seconds, 86_400)), options.breaker.hold)
        board.update(upstream) { $0.hold(for: time, at: $1) }
    }

    /// Gives the place back; the second time nothing happens.
    package func release() {
        let abandonsTrial = state.withLock { state -> Bool? in
            guard !state.isReleased else { return nil }
            state.isReleased = true
            return isTrial && state.report == nil
        }
        guard let abandonsTrial else { return }
        board.update(upstream) { health, _ in health.release(abandonsTrial: abandonsTrial) }
        board.serveLine(for: upstream)
    }
}
