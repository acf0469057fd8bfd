// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Crypto
import FoundationEssentials
import Limits
package import Logging
import NIOCore
import PrivacyCore
import Providers
package import Proxy
import ServiceLifecycle
import StorageSQLite
import StrictYAML
import UnixSignals
import Vault

/// A gateway with everything it holds open: made of settings, run until it is told to stop, then closed.
///
/// The one place that names concrete back-ends.
package struct GatewayProcess: Sendable {
    /// What is known once both listeners are open.
    package struct Ready: Sendable {
        package let port: Int
        package let adminPort: Int
    }

    /// Whether the root key was made by this start.
    package let madeKey: Bool
    package let gateway: Gateway
    private let settings: Settings
    private let resources: Resources
    private let callers: CallerDirectory
    /// The description of the direct API.
    private let openAPI: [UInt8]
    private let audit: AuditLog
    private let store: SQLiteTokenStore
    private let sweeper: ExpirySweeper
    private let logger: Logger

    /// `protection` spares reading the dictionaries again where they were read already; it must be of these settings.
    package init(
        _ settings: Settings, resources: Resources, protection known: Protection? = nil, logger: Logger
    ) async throws(StartError) {
        let layout = DataLayout(root: settings.data)
        do {
            let protection = try known ?? Self.protection(settings, resources)
            callers = try Self.callers(settings)
            openAPI = try Self.openAPI(in: resources)
            madeKey = !FileManager.default.fileExists(atPath: layout.rootKey)
            let (vault, store) = try await Self.vault(settings, layout)
            self.store = store
            audit = try await Self.audit(settings, layout, resources, protection)
            let upstreams = try await Self.upstreams(settings, logger)
            sweeper = ExpirySweeper(vault: vault, store: store) { _ in
                logger.error("expired values were not removed")
            }
            gateway = Gateway(
                providers: ProviderTable(), vault: vault, scopes: vault.scopes, audit: audit,
                scans: ScanExecutor(threads: ProcessInfo.processInfo.activeProcessorCount, queueLimit: 64),
                snapshot: GatewaySnapshot(
                    engine: protection.engine, policy: protection.policy, restoreRules: settings.restoreRules,
                    upstreams: upstreams, presidio: protection.presidio, limits: settings.table),
                ledger: try Self.ledger(settings, layout), logger: logger)
        } catch {
            throw StartError(error, in: layout)
        }
        self.settings = settings
        self.resources = resources
        self.logger = logger
        if !settings.adminListen.isLoopback {
            logger.warning("health and metrics can be read from other machines, without a key")
        }
    }

    /// Serves until SIGTERM or SIGINT; then says so on `/readyz`, lets running requests end for as long as the
    /// settings say, and closes everything in order. `onReady` is called once both listeners are open.
    package func runUntilStopped(onReady: @escaping @Sendable (Ready) async -> Void) async throws {
        try await closing {
            try await services(signals: [.sigterm, .sigint], onReady: onReady).run()
        }
    }

    /// Serves while `body` runs.
    package func run<Result: Sendable>(while body: (Ready) async throws -> Result) async throws -> Result {
        let (readiness, announcement) = AsyncStream<Ready>.makeStream()
        let services = services(signals: [], onReady: { announcement.yield($0) })
        return try await closing {
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask {
                    defer { announcement.finish() }
                    try await services.run()
                }
                guard let ready = await readiness.first(where: { _ in true }) else {
                    try await tasks.waitForAll()
                    throw CancellationError()
                }
                let result = try await body(ready)
                await services.triggerGracefulShutdown()
                try await tasks.waitForAll()
                return result
            }
        }
    }

    private func services(
        signals: [UnixSignal], onReady: @escaping @Sendable (Ready) async -> Void
    ) -> ServiceGroup {
        var quiet = logger
        // What libraries log below `notice` may hold parts of requests.
        quiet.logLevel = max(.notice, logger.logLevel)
        let ports = ReadyPorts(onReady)
        let drain = Drain()
        let main = GatewayServer(
            GatewayService(gateway, callers: callers, openAPI: openAPI, bodyLimit: settings.limits.bodyBytes),
            on: settings.listen, limits: settings.limits, drain: drain, logger: quiet,
            onListening: { await ports.know(main: $0) })
        let admin = GatewayServer(
            AdminService(gateway, readiness: readiness(drain)),
            on: settings.adminListen, limits: settings.limits, logger: quiet,
            onListening: { await ports.know(admin: $0) })
        let watch = DictionaryWatch(
            settings: settings, resources: resources, gateway: gateway, audit: audit, logger: logger)
        var configuration = ServiceGroupConfiguration(
            // Stopped one after the other, the last first: who watches is told before anything stops, and until all has.
            services: [
                admin, SweepService(sweeper: sweeper), watch, main,
                DrainService(drain: drain, delay: settings.limits.drainDelay),
            ], gracefulShutdownSignals: signals,
            logger: quiet)
        // What is still to be written after the last request was ended takes moments.
        configuration.maximumGracefulShutdownDuration = settings.limits.drainDelay + settings.limits.drain + .seconds(5)
        return ServiceGroup(configuration: configuration)
    }

    /// What `/readyz` asks.
    private func readiness(_ drain: Drain) -> Readiness {
        Readiness([
            ("serving", { !drain.isDraining }), ("audit", { await audit.probe() }), ("vault", { await store.probe() }),
        ])
    }

    /// Closes everything once `body` has ended, however it did.
    private func closing<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            let result = try await body()
            await close()
            return result
        } catch {
            await close()
            guard let error = error as? IOError else { throw error }
            throw StartError(
                """
                Cannot listen on \(settings.listen) and \(settings.adminListen) (system error \(error.errnoCode)). \
                If another gateway is there, choose others with --listen and --admin-listen.
                """)
        }
    }

    /// Closes what is held open; the log last, because the others may still have something to say.
    private func close() async {
        for upstream in gateway.snapshot.upstreams { await upstream.client.shutdown() }
        await gateway.scans.shutdown()
        if (try? await gateway.ledger?.close()) == nil, gateway.ledger != nil {
            logger.error("what was used of budgets was not written exactly: more counts as used than was")
        }
        await audit.close()
    }
}
