// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import HummingbirdCore
package import Logging
import NIOCore
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
        let channel = GatewayChannel(handler, limits: limits, drain: drain, tls: tls)
        let configuration = ServerConfiguration(
            address: .hostname(address.host, port: address.port),
            availableConnectionsDelegate: MaximumAvailableConnections(limits.connections))
        let server = channel.server(
            configuration: configuration,
            onServerRunning: { await onListening($0.localAddress?.port ?? address.port) },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
        try await withGracefulShutdownHandler {
            try await server.run()
        } onGracefulShutdown: { [drain, limits] in
            drain.begin()
            let loop = MultiThreadedEventLoopGroup.singleton.any()
            loop.scheduleTask(in: TimeAmount(limits.drain)) { drain.endAll() }
        }
    }
}

extension GatewayServer: CustomStringConvertible {
    /// ServiceLifecycle logs its services; without this it would log everything they hold.
    package var description: String { "listener \(address)" }
}
