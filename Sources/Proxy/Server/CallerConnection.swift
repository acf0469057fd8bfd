// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1
import Synchronization

/// One connection of a caller: requests one after the other, each read only as far as somebody wants it, and answered.
///
/// What the caller sends beyond that stays with the system once a little of it lies here, and an answer that the caller
/// does not take holds back whoever writes it.
final class CallerConnection: ChannelInboundHandler, Sendable {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// What one connection does with the head of a request; `nil` stands for one that was none.
    typealias Serve = @Sendable (HTTPRequestHead?, CallerConnection) -> Void

    private enum Phase {
        /// → `serving`, `ended`
        case resting
        /// A request is being read or answered. → `resting`, `lingering`, `ended`
        case serving
        /// The last answer is out, and what the caller still sends is thrown away: a connection that ends with bytes unread
        /// takes the answer with it. → `ended`
        case lingering
        case ended
    }

    private typealias Body = CheckedContinuation<BodyIntake.Outcome, Never>
    private typealias Room = CheckedContinuation<Standing, Never>

    /// What the event loop alone touches.
    private struct State {
        var phase = Phase.resting
        var context: ChannelHandlerContext?
        var inbox = RequestInbox()
        /// Whoever waits for a body.
        var intake: (body: BodyIntake, continuation: Body)?
        /// Whoever waits until more may be written.
        var writers: [Room] = []
        /// Whether the caller has ended its half, so that nothing more will come.
        var isInputOver = false
        /// Whether what came is no HTTP any more.
        var isMalformed = false
        /// Whether the connection ends with the answer that is being given.
        var isStopping = false
    }

    /// How a connection takes what is written.
    private enum Standing { case ready, full, over }

    /// How long what is still sent after the last answer is read and thrown away.
    private static let lingerTime = TimeAmount.seconds(2)

    let channel: any Channel
    /// Runs what belongs to this connection on the thread that reads and writes it.
    let executor: LoopExecutor
    private let state: NIOLoopBoundBox<State>
    private let serve: Serve
    private let onLeaving: @Sendable () -> Void

    /// Called on the channel's loop. `onLeaving` is told, at least once, that the caller will send nothing more.
    init(on channel: any Channel, serve: @escaping Serve, onLeaving: @escaping @Sendable () -> Void) {
        self.channel = channel
        self.serve = serve
        self.onLeaving = onLeaving
        executor = LoopExecutor(channel.eventLoop)
        state = NIOLoopBoundBox(State(), eventLoop: channel.eventLoop)
    }

    // MARK: - For the task that serves a request

    /// Reads the body of the request that is being served. One that is not `isWanted` is read and thrown away.
    func body(after head: HTTPRequestHead, limit: Int, isWanted: Bool) async -> BodyIntake.Outcome {
        let intake = BodyIntake(limit: limit, isWanted: isWanted, announced: head.announcedLength)
        if head.expectsContinue {
            guard intake.isWelcome else { return .abandoned }
            try? await write(head: HTTPResponseHead(version: head.version, status: .continue))
        }
        return await withCheckedContinuation { continuation in
            onLoop { $0.take(intake, continuation) }
        }
    }

    /// Hands over what is given of an answer, and returns when the caller has taken enough of what was written before.
    /// Throws when the connection is over or the task has been cancelled. What is not flushed goes with what comes next.
    func write(
        head: HTTPResponseHead? = nil, body: ByteBuffer? = nil, ends: Bool = false, flushes: Bool = true
    ) async throws {
        if channel.eventLoop.inEventLoop {
            guard state.value.phase == .serving else { throw ChannelError.ioOnClosedChannel }
            put(head, body, ends, flushes)
            if channel.isWritable { return }
        } else {
            onLoop { if $0.state.value.phase == .serving { $0.put(head, body, ends, flushes) } }
        }
        try await room()
    }

    /// The request that was served is answered. `closes`: the connection cannot take another one; `isRead`: the caller sends
    /// nothing more of this one.
    func answered(closes: Bool, isRead: Bool) {
        onLoop { connection in
            guard connection.state.value.phase == .serving else { return }
            if closes || connection.state.value.isStopping || connection.state.value.isInputOver {
                connection.finish(lingers: !isRead)
            } else {
                connection.state.value.phase = .resting
                // The task of one request does not begin the next one inside of itself.
                if !connection.state.value.inbox.isEmpty || connection.state.value.isMalformed {
                    connection.channel.eventLoop.execute { connection.advance() }
                }
            }
        }
    }

    // MARK: - For whoever stops the listener

    /// Ends it now if it is at rest, otherwise with the answer that is being given.
    func stop() {
        onLoop { connection in
            connection.state.value.isStopping = true
            // Some of the last answer may wait to be written.
            if connection.state.value.phase == .resting { connection.finish(lingers: false) }
        }
    }

    /// A body that is still arriving is not waited for any more.
    func cutBody() {
        onLoop { connection in
            guard connection.state.value.intake != nil else { return }
            connection.state.value.isInputOver = true
            connection.feed()
        }
    }

    /// Ends it now.
    func close() { onLoop { $0.end() } }

    // MARK: - On the loop

    private func onLoop(_ work: @escaping @Sendable (CallerConnection) -> Void) {
        if channel.eventLoop.inEventLoop { work(self) } else { channel.eventLoop.execute { work(self) } }
    }

    func handlerAdded(context: ChannelHandlerContext) {
        state.value.context = context
        if context.channel.isActive { context.read() }
    }

    func handlerRemoved(context: ChannelHandlerContext) { state.value.context = nil }

    func channelActive(context: ChannelHandlerContext) { context.read() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch state.value.phase {
        case .resting:
            // Begun when all that one read brought is here, mostly the whole request: then its task has not to be woken.
            state.value.inbox.append(unwrapInboundIn(data))
        case .serving:
            state.value.inbox.append(unwrapInboundIn(data))
            feed()
        case .lingering, .ended: break
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if state.value.phase == .resting { begin() }
        readOn()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { wake(.ready) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .inputClosed? = event as? ChannelEvent else { return context.fireUserInboundEventTriggered(event) }
        inputIsOver()
    }

    private func inputIsOver() {
        state.value.isInputOver = true
        onLeaving()
        if state.value.phase == .lingering { end() } else { advance() }
    }

    func channelInactive(context: ChannelHandlerContext) { end() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case HTTPParserError.invalidEOFState: inputIsOver()
        // The second one is what the parser says to all that comes after the first.
        case is HTTPParserError, is ByteToMessageDecoderError:
            guard state.value.phase == .resting || state.value.phase == .serving else { return }
            state.value.isMalformed = true
            advance()
        default: end()
        }
    }

    /// Reads on, but where too much lies here already.
    private func readOn() {
        guard !state.value.isInputOver, !state.value.inbox.isFull else { return }
        state.value.context?.read()
    }

    /// Gives what has come to whoever waits for it.
    private func advance() {
        switch state.value.phase {
        case .resting: begin()
        case .serving: feed()
        case .lingering, .ended: break
        }
    }

    /// The next request, if it is here.
    private func begin() {
        let wasFull = state.value.inbox.isFull
        if let head = state.value.inbox.takeHead() {
            state.value.phase = .serving
            serve(head, self)
        } else if state.value.isMalformed {
            state.value.phase = .serving
            serve(nil, self)
        } else if state.value.isInputOver {
            finish(lingers: false)
        }
        if wasFull { readOn() }
    }

    private func take(_ intake: BodyIntake, _ continuation: Body) {
        state.value.intake = (intake, continuation)
        feed()
    }

    /// The body, as far as it is here.
    private func feed() {
        guard let (intake, continuation) = state.value.intake else { return }
        var body = intake
        let wasFull = state.value.inbox.isFull
        // Out of the state, so that its bytes are not copied with each piece.
        state.value.intake = nil
        var outcome: BodyIntake.Outcome?
        while outcome == nil, let part = state.value.inbox.takeFirst() { outcome = body.take(part) }
        if outcome == nil, state.value.isMalformed { outcome = .malformed }
        if outcome == nil, state.value.isInputOver || state.value.phase == .ended { outcome = .cut }
        if let outcome { continuation.resume(returning: outcome) } else { state.value.intake = (body, continuation) }
        if wasFull { readOn() }
    }

    private func put(_ head: HTTPResponseHead?, _ body: ByteBuffer?, _ ends: Bool, _ flushes: Bool) {
        guard let context = state.value.context else { return }
        if let head { context.write(wrapOutboundOut(.head(head)), promise: nil) }
        if let body { context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil) }
        if ends { context.write(wrapOutboundOut(.end(nil)), promise: nil) }
        if flushes { context.flush() }
    }

    /// Waits until more may be written.
    private func room() async throws {
        let mark = CancellationMark()
        var standing = Standing.full
        while standing == .full {
            try Task.checkCancellation()
            standing = await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in onLoop { $0.wait(continuation, mark) } }
            } onCancel: {
                mark.set()
                onLoop { $0.wake(.full) }
            }
        }
        guard standing == .ready else { throw ChannelError.ioOnClosedChannel }
    }

    private func wait(_ continuation: Room, _ mark: CancellationMark) {
        switch state.value.phase {
        case .ended: continuation.resume(returning: .over)
        // Who was cancelled before it stood here is not told again.
        case _ where channel.isWritable || mark.isSet: continuation.resume(returning: mark.isSet ? .full : .ready)
        case .resting, .serving, .lingering: state.value.writers.append(continuation)
        }
    }

    private func wake(_ standing: Standing) {
        let writers = state.value.writers
        state.value.writers = []
        for writer in writers { writer.resume(returning: standing) }
    }

    /// Ends the connection once what was written is out.
    private func finish(lingers: Bool) {
        state.value.phase = .lingering
        guard let context = state.value.context else { return }
        // Nothing is written with it: it is out when all before it is.
        let isOut = channel.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer()))), promise: isOut)
        isOut.futureResult.whenComplete { _ in
            if lingers { self.linger() } else { self.end() }
        }
    }

    private func linger() {
        guard state.value.phase == .lingering, !state.value.isInputOver else { return end() }
        state.value.context?.close(mode: .output, promise: nil)
        state.value.inbox = RequestInbox()
        readOn()
        channel.eventLoop.scheduleTask(in: Self.lingerTime) { self.end() }
    }

    private func end() {
        guard state.value.phase != .ended else { return }
        state.value.phase = .ended
        onLeaving()
        feed()
        // Nothing holds back what encryption has yet to read.
        state.value.inbox = RequestInbox()
        wake(.over)
        state.value.context?.close(promise: nil)
    }
}

/// Whether a task was cancelled, for what runs outside of it.
private final class CancellationMark: Sendable {
    private let mark = Atomic(false)
    var isSet: Bool { mark.load(ordering: .acquiring) }
    func set() { mark.store(true, ordering: .releasing) }
}
