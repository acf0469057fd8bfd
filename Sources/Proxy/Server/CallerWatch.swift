// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization

/// Sees a caller close its connection, and ends the request that runs on it at once; closes a connection on which a
/// request trickles in for too long.
///
/// A caller that closes only its sending half counts as gone too, as in other servers: HTTP clients do not do that.
final class CallerWatch: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private struct State {
        var lifetime: RequestLifetime?
        /// Since when a request has been arriving; `nil` when none is.
        var arrivingSince: NIODeadline?
        var isGone = false
    }

    private let arrivalLimit: TimeAmount
    private let state = Mutex(State())

    init(arrivalLimit: Duration) {
        self.arrivalLimit = TimeAmount(arrivalLimit)
    }

    /// A request's head has been read.
    func requestArrives() { state.withLock { $0.arrivingSince = .now() } }

    /// A request has been read whole.
    func requestArrived() { state.withLock { $0.arrivingSince = nil } }

    /// The request that now runs on the connection; `nil` between requests.
    func attend(_ lifetime: RequestLifetime?) {
        let isGone = state.withLock { state in
            state.lifetime = lifetime
            return state.isGone
        }
        if isGone { lifetime?.end(.callerGone) }
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        // One timer a connection, which is rare, and none a request.
        let delay = TimeAmount.nanoseconds(arrivalLimit.nanoseconds / 4)
        let timer = context.eventLoop.scheduleRepeatedTask(initialDelay: delay, delay: delay) { _ in
            if self.isLate { channel.close(promise: nil) }
        }
        channel.closeFuture.whenComplete { _ in timer.cancel() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent { callerLeft() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        callerLeft()
        context.fireChannelInactive()
    }

    private var isLate: Bool {
        state.withLock { $0.arrivingSince.map { $0 + arrivalLimit < .now() } ?? false }
    }

    private func callerLeft() {
        let lifetime = state.withLock { state in
            state.isGone = true
            return state.lifetime
        }
        lifetime?.end(.callerGone)
    }
}
