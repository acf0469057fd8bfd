// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization

/// Sees a caller close its connection, and ends the request that runs on it at once.
///
/// A caller that closes only its sending half counts as gone too, as in other servers: HTTP clients do not do that.
final class CallerWatch: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private struct State {
        var lifetime: RequestLifetime?
        var isGone = false
    }

    private let state = Mutex(State())

    /// The request that now runs on the connection; `nil` between requests.
    func attend(_ lifetime: RequestLifetime?) {
        let isGone = state.withLock { state in
            state.lifetime = lifetime
            return state.isGone
        }
        if isGone { lifetime?.end(.callerGone) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent { callerLeft() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        callerLeft()
        context.fireChannelInactive()
    }

    private func callerLeft() {
        let lifetime = state.withLock { state in
            state.isGone = true
            return state.lifetime
        }
        lifetime?.end(.callerGone)
    }
}
