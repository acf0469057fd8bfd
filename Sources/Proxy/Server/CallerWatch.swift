// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization

/// Sees a caller close its connection, and ends the request that runs on it at once; closes a connection on which a
/// request trickles in for too long, one on which nothing comes, one whose caller does not read what is written to it, and,
/// where there are too many, one at rest.
///
/// A caller that closes only its sending half counts as gone too, as in other servers: HTTP clients do not do that.
final class CallerWatch: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private struct State {
        var lifetime: RequestLifetime?
        /// Since the first byte of a request that is still arriving; `nil` when none is.
        var arrivingSince: NIODeadline?
        /// What waits to be written because the system takes no more, and since when it has not become less.
        var unread: (bytes: Int, since: NIODeadline)?
        var idleSince = NIODeadline.now()
        /// When something came last.
        var arrivedAt = NIODeadline.now()
        var isGone = false
    }

    private let idle: TimeAmount
    private let arrival: TimeAmount
    private let write: TimeAmount
    private let connections: OpenConnections
    private let sweep: ConnectionSweep
    private let state = Mutex(State())

    /// How long a connection may rest where there are too many.
    private static let crowdedRest = TimeAmount.seconds(5)

    init(_ limits: ServerLimits, _ connections: OpenConnections, _ sweep: ConnectionSweep) {
        idle = TimeAmount(limits.idle)
        arrival = TimeAmount(limits.arrival)
        write = TimeAmount(limits.write)
        self.connections = connections
        self.sweep = sweep
    }

    /// A request's head has been read.
    func requestArrives() {
        state.withLock { state in
            if state.arrivingSince == nil { state.arrivingSince = .now() }
        }
    }

    /// A request has been read whole.
    func requestArrived() { state.withLock { $0.arrivingSince = nil } }

    /// The request that now runs on the connection; `nil` between requests.
    func attend(_ lifetime: RequestLifetime?) {
        let isGone = state.withLock { state in
            state.lifetime = lifetime
            state.idleSince = .now()
            return state.isGone
        }
        if isGone { lifetime?.end(.callerGone) }
    }

    func handlerAdded(context: ChannelHandlerContext) { sweep.add(self, on: context.channel) }

    /// Closes the connection if its time is over. Called on its loop, now and then.
    func look(at channel: any Channel) {
        // The option is the channel's own and known on its loop; where it is not, nothing waits.
        let unsent = (try? channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        if isOver(waiting: channel.isWritable ? 0 : unsent, isSent: unsent == 0) { channel.close(promise: nil) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // The head of a request may trickle, too.
        let now = NIODeadline.now()
        state.withLock { state in
            state.arrivedAt = now
            if state.lifetime == nil, state.arrivingSince == nil { state.arrivingSince = now }
        }
        context.fireChannelRead(data)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        // What waited has become less, and more may be written.
        if context.channel.isWritable { state.withLock { $0.unread = nil } }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent { callerLeft() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        callerLeft()
        context.fireChannelInactive()
    }

    private func isOver(waiting: Int, isSent: Bool) -> Bool {
        let now = NIODeadline.now()
        return state.withLock { state in
            if state.lifetime == nil, let since = state.arrivingSince, since + arrival < now { return true }
            // The end of an answer may still be on its way.
            let rest = isSent ? idle : idle + write
            if state.lifetime == nil, max(state.idleSince, state.arrivedAt) + rest < now { return true }
            // A large answer on a slow line is read all the time.
            if waiting == 0 || waiting < state.unread?.bytes ?? .max { state.unread = nil }
            let unread = state.unread ?? (waiting, now)
            state.unread = waiting == 0 ? nil : unread
            if unread.since + write < now { return true }
            let isResting = state.lifetime == nil && state.arrivingSince == nil && isSent
            return isResting && state.idleSince + Self.crowdedRest < now && connections.isCrowded
        }
    }

    /// The caller will send nothing more.
    func callerLeft() {
        let lifetime = state.withLock { state in
            state.isGone = true
            return state.lifetime
        }
        lifetime?.end(.callerGone)
    }
}
