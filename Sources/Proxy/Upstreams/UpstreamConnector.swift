// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOExtras
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOTLS
import Synchronization

/// Opens connections to one origin: directly or through a proxy, with TLS where the origin wants it.
///
/// Beside that a connection may have to lead to certain addresses, or to a server with a certain key (`ConnectionRules`).
/// TLS is verified for every `https` URL and there is no switch against it. HTTP/1.1 is what is spoken.
final class UpstreamConnector: Sendable {
    let origin: Origin
    private let proxy: HTTPProxy?
    private let timeout: TimeAmount
    private let roots: [NIOSSLCertificate]
    private let rules: ConnectionRules
    /// Made when it is first needed: to read the system's roots takes longer than a start may.
    private let tls = Mutex<NIOSSLContext?>(nil)

    /// `timeout` is for the connection, and once more for its tunnel and handshake. `roots` are trusted beside the
    /// system's.
    init(
        _ origin: Origin, proxy: HTTPProxy?, timeout: Duration, roots: [NIOSSLCertificate],
        rules: ConnectionRules = ConnectionRules()
    ) {
        self.origin = origin
        self.proxy = proxy
        self.timeout = TimeAmount(timeout)
        self.roots = roots
        self.rules = rules
    }

    /// What a request asks for, by the path after the base URL. A proxy wants the whole URL where there is no tunnel
    /// (RFC 9112 §3.2.2).
    func target(_ path: String) -> String {
        let path = origin.path + path
        return proxy != nil && !origin.isSecure ? "http://\(origin.authority)\(path)" : path
    }

    /// A connection that can carry requests once `make` has made its last handler, in a future of `eventLoop`.
    func connect(
        on eventLoop: any EventLoop, _ make: @escaping @Sendable () -> UpstreamConnection
    ) -> EventLoopFuture<UpstreamConnection> {
        let bootstrap = ClientBootstrap(group: eventLoop).connectTimeout(timeout)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.autoRead, value: false)
        let target = proxy ?? HTTPProxy(host: origin.host, port: origin.port)
        return bootstrap.connect(host: target.host, port: target.port).flatMap { channel in
            let ready = self.checkAddress(of: channel).flatMap { self.tunnel(channel) }.flatMap { self.secure(channel) }
                .flatMapThrowing {
                    let connection = make()
                    try channel.pipeline.syncOperations.addHTTPClientHandlers(leftOverBytesStrategy: .dropBytes)
                    try channel.pipeline.syncOperations.addHandler(connection)
                    return connection
                }
            ready.whenFailure { _ in channel.close(promise: nil) }
            return ready
        }
    }

    /// Looks at where the connection leads, whatever the name resolved to, before anything is sent on it.
    private func checkAddress(of channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture(Result { try self.rules.check(channel.remoteAddress) })
    }

    /// Asks the proxy for a tunnel.
    private func tunnel(_ channel: any Channel) -> EventLoopFuture<Void> {
        guard proxy != nil, origin.isSecure else { return channel.eventLoop.makeSucceededVoidFuture() }
        let done = channel.eventLoop.makePromise(of: Void.self)
        let encoder = HTTPRequestEncoder()
        let decoder = ByteToMessageHandler(HTTPResponseDecoder(leftOverBytesStrategy: .dropBytes))
        let tunnel = NIOHTTP1ProxyConnectHandler(
            targetHost: origin.host, targetPort: origin.port, headers: ["host": "\(origin.host):\(origin.port)"],
            deadline: .now() + timeout, promise: done)
        let pipeline = channel.pipeline.syncOperations
        do {
            try pipeline.addHandlers([encoder, decoder, tunnel])
        } catch {
            done.fail(error)
        }
        channel.read()
        return done.futureResult.assumeIsolated().flatMap {
            // The tunnel's own handler has removed itself.
            pipeline.removeHandler(decoder).and(pipeline.removeHandler(encoder)).map { _ in }
        }.nonisolated()
    }

    /// Shakes hands.
    private func secure(_ channel: any Channel) -> EventLoopFuture<Void> {
        guard origin.isSecure else { return channel.eventLoop.makeSucceededVoidFuture() }
        let shaken = HandshakeWatch(on: channel.eventLoop, within: timeout)
        let handler: NIOSSLClientHandler
        do {
            handler = try NIOSSLClientHandler(
                context: context(), serverHostname: origin.isAddress ? nil : origin.host)
            try channel.pipeline.syncOperations.addHandlers([handler, shaken])
        } catch {
            return channel.eventLoop.makeFailedFuture(error)
        }
        channel.read()
        return shaken.result.assumeIsolated().flatMapThrowing {
            try self.rules.check(handler.peerCertificate)
        }.flatMap {
            channel.pipeline.syncOperations.removeHandler(shaken)
        }.nonisolated()
    }

    private func context() throws -> NIOSSLContext {
        try tls.withLock { tls in
            if let tls { return tls }
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.applicationProtocols = ["http/1.1"]
            if !roots.isEmpty { configuration.additionalTrustRoots = [.certificates(roots)] }
            let made = try NIOSSLContext(configuration: configuration)
            tls = made
            return made
        }
    }
}

/// Tells when a handshake is over, or was not in time.
private final class HandshakeWatch: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let done: EventLoopPromise<Void>
    private let timer: Scheduled<Void>

    var result: EventLoopFuture<Void> { done.futureResult }

    init(on eventLoop: any EventLoop, within time: TimeAmount) {
        let done = eventLoop.makePromise(of: Void.self)
        self.done = done
        timer = eventLoop.scheduleTask(in: time) { done.fail(UpstreamError(.tls)) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent {
            timer.cancel()
            done.succeed()
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelReadComplete(context: ChannelHandlerContext) { context.read() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        timer.cancel()
        done.fail(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer.cancel()
        done.fail(UpstreamError(.tls))
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer.cancel()
        done.fail(UpstreamError(.tls))
    }
}
