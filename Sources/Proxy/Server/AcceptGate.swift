// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Takes no more connections than may be open at once: the next wait in the system's queue until one has ended.
final class AcceptGate: ChannelDuplexHandler, Sendable {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel
    typealias OutboundIn = Never

    private struct State {
        var open = 0
        /// Whether somebody wanted to accept and was not let.
        var isHeld = false
        var context: ChannelHandlerContext?
    }

    private let capacity: Int
    private let eventLoop: any EventLoop
    private let state: NIOLoopBoundBox<State>

    /// Called on the loop of the listening channel.
    init(capacity: Int, on eventLoop: any EventLoop) {
        self.capacity = capacity
        self.eventLoop = eventLoop
        state = NIOLoopBoundBox(State(), eventLoop: eventLoop)
    }

    func handlerAdded(context: ChannelHandlerContext) { state.value.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { state.value.context = nil }

    func read(context: ChannelHandlerContext) {
        state.value.isHeld = state.value.open >= capacity
        if !state.value.isHeld { context.read() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        state.value.open += 1
        unwrapInboundIn(data).closeFuture.hop(to: eventLoop).whenComplete { _ in self.released() }
        context.fireChannelRead(data)
    }

    private func released() {
        state.value.open -= 1
        guard state.value.isHeld, let context = state.value.context else { return }
        read(context: context)
    }
}
