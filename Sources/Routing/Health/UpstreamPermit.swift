// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
import Synchronization

/// A place at an upstream, held from before the record of the decision to the end of the answer, and the report of how
/// it went. Whoever lets go of it gives the place back.
package final class UpstreamPermit: Sendable {
    private struct State {
        var hasReported = false
        var isReleased = false
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
    package func report(success: Bool) {
        let isFirst = state.withLock { state in
            defer { state.hasReported = true }
            return !state.hasReported
        }
        board.update(upstream) {
            $0.record(success: success, isTrial: isTrial && isFirst, at: $1, options.breaker)
        }
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
            return isTrial && !state.hasReported
        }
        guard let abandonsTrial else { return }
        board.update(upstream) { health, _ in health.release(abandonsTrial: abandonsTrial) }
        board.serveLine(for: upstream)
    }
}
