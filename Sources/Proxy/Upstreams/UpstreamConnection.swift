// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// One connection to an upstream, which carries one exchange after the other.
///
/// What arrives is read only as far as it is pulled, so that a caller who is slow holds the upstream back.
final class UpstreamConnection: ChannelInboundHandler, Sendable {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private typealias Answer = (head: HTTPResponseHead, buffer: NIOLoopBound<AnswerBuffer>)
    private typealias Outcome = Result<Answer, UpstreamError>

    private enum Phase {
        /// → `waiting`, `closed`
        case idle
        /// The request is out. → `reading`, `closed`
        case waiting(CheckedContinuation<Outcome, Never>, deadline: Scheduled<Void>)
        /// The head of the answer is here. → `idle`, `closed`
        case reading
        case closed
    }

    /// What the event loop alone touches.
    private struct State {
        var phase = Phase.idle
        var context: ChannelHandlerContext?
        var buffer = AnswerBuffer()
        /// Whether the upstream lets the connection live on after this answer.
        var isKept = false
        /// Closes a connection that nobody has used for a while.
        var rest: Scheduled<Void>?
    }

    /// How long a connection waits for its next request. Many servers close theirs after a minute.
    private static let restTime = TimeAmount.seconds(50)

    let eventLoop: any EventLoop
    private let state: NIOLoopBoundBox<State>
    private let onIdle: @Sendable (UpstreamConnection) -> Void
    private let onClose: @Sendable (UpstreamConnection) -> Void

    /// Called on the loop. `onIdle` is told whenever another exchange may begin, `onClose` once, when none may any more.
    init(
        on eventLoop: any EventLoop, onIdle: @escaping @Sendable (UpstreamConnection) -> Void,
        onClose: @escaping @Sendable (UpstreamConnection) -> Void
    ) {
        self.eventLoop = eventLoop
        self.onIdle = onIdle
        self.onClose = onClose
        state = NIOLoopBoundBox(State(), eventLoop: eventLoop)
    }

    /// Sends a request; returns at the head of the answer, and with the answer's buffer. Ends the connection when the
    /// task is cancelled or nothing has come at the deadline.
    func exchange(
        _ head: HTTPRequestHead, body: ByteBuffer, deadline: NIODeadline
    ) async throws(UpstreamError) -> (head: HTTPResponseHead, body: UpstreamBody) {
        let outcome: Outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                onLoop { $0.begin(head, body, deadline, continuation) }
            }
        } onCancel: {
            onLoop { $0.fail(.cancelled) }
        }
        let answer = try outcome.get()
        let lease = AnswerLease(self, answer.buffer)
        let body = UpstreamBody(
            { { () async throws(UpstreamError) in try await lease.next() } }, onExpiry: { lease.expire() })
        return (answer.head, body)
    }

    /// Ends it; an exchange that runs fails.
    func close() { onLoop { $0.fail(.disconnected) } }

    // MARK: - On the loop

    private func onLoop(_ work: @escaping @Sendable (UpstreamConnection) -> Void) {
        if eventLoop.inEventLoop { work(self) } else { eventLoop.execute { work(self) } }
    }

    private func begin(
        _ head: HTTPRequestHead, _ body: ByteBuffer, _ deadline: NIODeadline,
        _ continuation: CheckedContinuation<Outcome, Never>
    ) {
        guard case .idle = state.value.phase, let context = state.value.context else {
            return continuation.resume(returning: .failure(UpstreamError(.disconnected)))
        }
        state.value.rest.take()?.cancel()
        let timer = eventLoop.scheduleTask(deadline: deadline) { self.fail(.timeout) }
        state.value.phase = .waiting(continuation, deadline: timer)
        state.value.buffer = AnswerBuffer()
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.read()
    }

    func handlerAdded(context: ChannelHandlerContext) { state.value.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { state.value.context = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (unwrapInboundIn(data), state.value.phase) {
        case (.head(let head), .waiting(let continuation, let deadline)):
            deadline.cancel()
            state.value.phase = .reading
            state.value.isKept = head.isKeepAlive
            let buffer = NIOLoopBound(state.value.buffer, eventLoop: eventLoop)
            continuation.resume(returning: .success((head, buffer)))
        case (.body(let piece), .reading): state.value.buffer.append(piece)
        case (.end, .reading):
            state.value.buffer.end(.success(nil))
            if state.value.isKept { rest() } else { fail(.disconnected) }
        default: fail(.malformed)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        switch state.value.phase {
        case .idle, .waiting: context.read()
        case .reading: if state.value.buffer.isHungry { context.read() }
        case .closed: break
        }
    }

    func channelInactive(context: ChannelHandlerContext) { fail(.disconnected) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { fail(UpstreamError(error).code) }

    /// A new connection waits for its first request like a used one for its next.
    func rest() {
        state.value.phase = .idle
        state.value.rest = eventLoop.scheduleTask(in: Self.restTime) { self.fail(.disconnected) }
        // One read stands open, so that the upstream's end of it is noticed.
        state.value.context?.read()
        onIdle(self)
    }

    private func fail(_ code: UpstreamError.Code) {
        let phase = state.value.phase
        if case .closed = phase { return }
        state.value.phase = .closed
        state.value.rest.take()?.cancel()
        if case .waiting(let continuation, let deadline) = phase {
            deadline.cancel()
            continuation.resume(returning: .failure(UpstreamError(code)))
        }
        state.value.buffer.end(.failure(UpstreamError(code)))
        state.value.context?.close(promise: nil)
        onClose(self)
    }

    fileprivate func pull(
        from buffer: NIOLoopBound<AnswerBuffer>, _ continuation: CheckedContinuation<AnswerBuffer.Piece, Never>
    ) {
        onLoop { connection in
            buffer.value.pull(continuation)
            // At its next exchange the connection may be by now: then this buffer has its end, and is not hungry.
            if buffer.value.isHungry { connection.state.value.context?.read() }
        }
    }

    /// Ends the connection if the exchange of this buffer still runs.
    fileprivate func abandon(_ buffer: NIOLoopBound<AnswerBuffer>, _ code: UpstreamError.Code = .cancelled) {
        onLoop { if !buffer.value.isEnded { $0.fail(code) } }
    }
}

/// The right to pull one answer. Whoever lets go of it before the end lets go of the connection, too.
private final class AnswerLease: Sendable {
    private let connection: UpstreamConnection
    private let buffer: NIOLoopBound<AnswerBuffer>

    init(_ connection: UpstreamConnection, _ buffer: NIOLoopBound<AnswerBuffer>) {
        self.connection = connection
        self.buffer = buffer
    }

    deinit { connection.abandon(buffer) }

    func expire() { connection.abandon(buffer, .timeout) }

    func next() async throws(UpstreamError) -> ByteBuffer? {
        let piece: AnswerBuffer.Piece = await withTaskCancellationHandler {
            await withCheckedContinuation { connection.pull(from: buffer, $0) }
        } onCancel: {
            connection.abandon(buffer)
        }
        return try piece.get()
    }
}
