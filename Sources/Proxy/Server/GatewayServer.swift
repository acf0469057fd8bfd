// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle

/// One listener: binds, serves, and on a graceful shutdown takes no new request and lets the running ones end.
package struct GatewayServer<Handler: HTTPService>: Service {
    private let handler: Handler
    private let address: ListenAddress
    private let limits: ServerLimits
    private let tls: ListenerTLS?
    private let drain: Drain
    private let logger: Logger
    private let onListening: @Sendable (Int) async -> Void

    /// `onListening` is told the port once it is known; for a port of 0 the system chooses it.
    package init(
        _ handler: Handler, on address: ListenAddress, limits: ServerLimits, tls: ListenerTLS? = nil,
        drain: Drain = Drain(), logger: Logger,
        onListening: @escaping @Sendable (Int) async -> Void
    ) {
        self.handler = handler
        self.address = address
        self.limits = limits
        self.tls = tls
        self.drain = drain
        self.logger = logger
        self.onListening = onListening
    }

    package func run() async throws {
        let registry = ConnectionRegistry()
        let listener = try await bootstrap(registry).bind(host: address.host, port: address.port).get()
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await onListening(listener.localAddress?.port ?? address.port)
                try? await listener.closeFuture.get()
                await registry.ended()
            } onGracefulShutdown: { [drain, limits] in
                drain.begin()
                listener.close(promise: nil)
                registry.stop()
                listener.eventLoop.scheduleTask(in: TimeAmount(limits.drain)) {
                    drain.endAll()
                    registry.cutBodies()
                }
            }
        } onCancel: {
            listener.close(promise: nil)
            registry.closeAll()
        }
    }

    private func bootstrap(_ registry: ConnectionRegistry) -> ServerBootstrap {
        let (connections, sweep) = (OpenConnections(limits), ConnectionSweep(limits))
        return ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: Self.backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            // Each one is counted before the next is taken.
            .serverChannelOption(.maxMessagesPerRead, value: 1)
            .serverChannelInitializer { [limits] channel in
                channel.eventLoop.makeCompletedFuture {
                    let gate = AcceptGate(capacity: limits.connections, on: channel.eventLoop)
                    // Where the system has no descriptor left, trying again at once would only heat the machine.
                    try channel.pipeline.syncOperations.addHandlers([AcceptBackoffHandler(), gate])
                }
            }
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try begin(channel, registry, connections, sweep)
                }
            }
    }

    /// Makes an accepted connection one of a caller. To be called on its loop.
    private func begin(
        _ channel: any Channel, _ registry: ConnectionRegistry, _ connections: OpenConnections, _ sweep: ConnectionSweep
    ) throws {
        let address = channel.remoteAddress
        guard connections.admit(address) else { throw ChannelError.operationUnsupported }
        channel.closeFuture.whenComplete { _ in connections.release(address) }
        let watch = CallerWatch(limits, connections, sweep)
        let serving = RequestServing(
            service: handler, drain: drain, registry: registry, watch: watch,
            peer: ConnectionPeer(asksForCertificate: tls?.asksForCertificate ?? false))
        let connection = CallerConnection(
            on: channel, serve: { serving.begin($0, on: $1) }, onLeaving: { watch.callerLeft() })
        var heads = NIOHTTPDecoderLimitConfiguration()
        heads.maxHeaderFieldSize = limits.headerBytes
        heads.maxHeaderListSize = limits.headerBytes
        heads.maxHeaderFieldCount = limits.headerCount
        let pipeline = channel.pipeline.syncOperations
        // Before the encryption, so that a handshake has to arrive in time as well.
        try pipeline.addHandler(watch)
        if let tls { try pipeline.addHandler(tls.handler()) }
        try pipeline.addHandler(HTTPResponseEncoder())
        // The parser keeps no more than a head, but for what comes after a request that asks for another protocol.
        let decoder = HTTPRequestDecoder(limitConfiguration: heads)
        try pipeline.addHandler(ByteToMessageHandler(decoder, maximumBufferSize: 2 * limits.headerBytes))
        try pipeline.addHandler(connection)
        registry.add(connection)
    }

    /// Connections that the system keeps until they are accepted.
    private static var backlog: Int32 { 256 }
}

extension GatewayServer: CustomStringConvertible {
    /// ServiceLifecycle logs its services; without this it would log everything they hold.
    package var description: String { "listener \(address)" }
}
