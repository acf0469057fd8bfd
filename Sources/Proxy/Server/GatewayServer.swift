// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// One listener: binds, serves, and on a graceful shutdown takes no new request and lets the running ones end.
struct GatewayServer<Handler: HTTPService>: Service {
    let handler: Handler
    let address: ListenAddress
    let limits: ServerLimits
    let logger: Logger
    /// Told the port once it is known; for a port of 0 the system chose it.
    let onListening: @Sendable (Int) async -> Void

    func run() async throws {
        let channel = GatewayChannel(handler, limits: limits)
        let configuration = ServerConfiguration(
            address: .hostname(address.host, port: address.port),
            availableConnectionsDelegate: MaximumAvailableConnections(limits.connections))
        let server = channel.server(
            configuration: configuration,
            onServerRunning: { await onListening($0.localAddress?.port ?? address.port) },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
        try await server.run()
    }
}
