// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
import Audit
import Crypto
import FoundationEssentials
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
    /// Who may come in; its rules are swapped when keys change.
    let door: Door
    /// How each listener is encrypted; `nil` where it is not.
    let tls: ListenerTLS?
    let adminTLS: ListenerTLS?
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
            tls = try settings.tls.map(ListenerTLS.init)
            adminTLS = try settings.adminTLS.map(ListenerTLS.init)
            let rules = try await Self.accessRules(settings, layout)
            Self.warn(of: settings, rules, logger)
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
                    upstreams: upstreams, presidio: protection.presidio),
                logger: logger)
            var limits = Door.Limits()
            limits.failuresPerMinute = settings.access.failuresPerMinute
            door = Door(rules, limits: limits, of: gateway)
        } catch {
            throw StartError(error, in: layout)
        }
        self.settings = settings
        self.resources = resources
        self.logger = logger
    }

    /// Serves until SIGTERM or SIGINT; then lets running requests end, for half a minute at most, and closes everything
    /// in order. `onReady` is called once both listeners are open.
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
        let main = GatewayServer(
            GatewayService(gateway, door: door, openAPI: openAPI, bodyLimit: settings.limits.bodyBytes),
            on: settings.listen, limits: settings.limits, tls: tls, logger: quiet,
            onListening: { await ports.know(main: $0) })
        let admin = GatewayServer(
            AdminService(gateway, readiness: readiness, door: settings.asksForKeyAtAdmin ? door : nil),
            on: settings.adminListen, limits: settings.limits, tls: adminTLS, logger: quiet,
            onListening: { await ports.know(admin: $0) })
        let watch = DictionaryWatch(
            settings: settings, resources: resources, gateway: gateway, audit: audit, logger: logger)
        var configuration = ServiceGroupConfiguration(
            services: [main, admin, SweepService(sweeper: sweeper), watch, accessWatch],
            gracefulShutdownSignals: signals, logger: quiet)
        configuration.maximumGracefulShutdownDuration = .seconds(30)
        return ServiceGroup(configuration: configuration)
    }

    private var accessWatch: AccessWatch {
        var listeners: [AccessWatch.Listener] = []
        if let tls, let files = settings.tls { listeners.append(.init(name: "tls", tls: tls, settings: files)) }
        if let adminTLS, let files = settings.adminTLS {
            listeners.append(.init(name: "admin_tls", tls: adminTLS, settings: files))
        }
        return AccessWatch(
            keys: KeyFiles(settings), listeners: listeners, door: door, audit: audit, metrics: gateway.metrics.access,
            logger: logger)
    }

    /// What `/readyz` asks.
    private var readiness: Readiness {
        Readiness([("audit", { await audit.probe() }), ("vault", { await store.probe() })])
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
        await audit.close()
    }
}
