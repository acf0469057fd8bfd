// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
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
import Telemetry
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
    private let reloader: Reloader?
    private let storage: StorageSentry
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
    /// Who collects spans and metrics; `nil` for nobody.
    private let collector: OTLPCollector?
    private let logger: Logger

    /// `protection` spares reading the dictionaries again where they were read already; it must be of these settings.
    /// Settings that have a `source` are read again when its files change.
    package init(
        _ settings: Settings, from source: SettingsSource? = nil, resources: Resources,
        protection known: Protection? = nil, logger: Logger
    ) async throws(StartError) {
        let layout = DataLayout(root: settings.data)
        do {
            let configuration = try Configuration(
                settings, resources: resources, protection: known, logger: logger)
            let things = try Self.checkedStorage(settings, configuration.storageRules, logger)
            tls = try settings.tls.map(ListenerTLS.init)
            adminTLS = try settings.adminTLS.map(ListenerTLS.init)
            let rules = try await Self.accessRules(settings, layout)
            Self.warn(of: settings, rules, logger)
            openAPI = try Self.openAPI(in: resources)
            collector = try settings.telemetry.otlp.map { otlp throws(StartError) in try OTLPCollector(otlp) }
            madeKey = !FileManager.default.fileExists(atPath: layout.rootKey)
            let (vault, store) = try await Self.vault(settings, layout)
            self.store = store
            audit = try await Self.audit(settings, layout, resources, configuration.protection)
            let gateway = Gateway(
                providers: ProviderTable(), vault: vault, scopes: vault.scopes, audit: audit,
                scans: ScanExecutor(threads: ProcessInfo.processInfo.activeProcessorCount, queueLimit: 64),
                snapshot: configuration.snapshot, ledger: try Self.ledger(settings, layout), logger: logger)
            self.gateway = gateway
            sweeper = ExpirySweeper(vault: vault, store: store) { removed in
                if removed > 0 { gateway.metrics.vault.erasures.add(Double(removed), "expired") }
                if let count = try? await store.tokenCount() { gateway.metrics.vault.entries.set(Double(count)) }
            } onFailure: { _ in
                logger.error("expired values were not removed")
            }
            try await Self.recordSelfCheck(of: things, configuration.storageRules, in: audit)
            let storage = StorageSentry(
                things, rules: configuration.storageRules, seal: gateway.seal, audit: audit, logger: logger)
            self.storage = storage
            reloader = source.map { [audit] source in
                Reloader(
                    source, resources: resources, configuration: configuration, gateway: gateway, audit: audit,
                    storage: storage, logger: logger)
            }
            var limits = Door.Limits()
            limits.failuresPerMinute = settings.access.failuresPerMinute
            door = Door(rules, limits: limits, of: gateway)
            // What was moved between the check and the opening of the files would else be noticed an hour later.
            await storage.look()
        } catch {
            throw StartError(error, in: layout)
        }
        self.settings = settings
        self.logger = logger
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
            GatewayService(gateway, door: door, openAPI: openAPI, bodyLimit: settings.limits.bodyBytes),
            on: settings.listen, limits: settings.limits, tls: tls, drain: drain, logger: quiet,
            onListening: { await ports.know(main: $0) })
        let admin = GatewayServer(
            AdminService(gateway, readiness: readiness(drain), door: settings.asksForKeyAtAdmin ? door : nil),
            on: settings.adminListen, limits: settings.limits, tls: adminTLS, logger: quiet,
            onListening: { await ports.know(admin: $0) })
        let reload = reloader.map { ReloadService(reloader: $0, hearsSignals: !signals.isEmpty) }
        var configuration = ServiceGroupConfiguration(
            // Stopped one after the other, the last first: who watches is told before anything stops, and until all has; what
            // requests leave behind when they end is exported after them.
            services: exporters + [
                admin, SweepService(sweeper: sweeper), ForgetService(gateway: gateway), UpstreamProbes(gateway),
                accessWatch,
                StorageWatch(sentry: storage, seal: gateway.seal),
            ]
                + [reload].compactMap(\.self) + [main, DrainService(drain: drain, delay: settings.limits.drainDelay)],
            gracefulShutdownSignals: signals, logger: quiet)
        // What is still to be written after the last request was ended takes moments.
        configuration.maximumGracefulShutdownDuration = settings.limits.drainDelay + settings.limits.drain + .seconds(5)
        return ServiceGroup(configuration: configuration)
    }

    /// What sends spans and metrics to a collector, where there is one.
    private var exporters: [any Service] {
        collector.map { [OTLPExporter($0, gateway: gateway, logger: logger)] } ?? []
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
    private func readiness(_ drain: Drain) -> Readiness {
        Readiness([
            ("serving", { !drain.isDraining }), ("audit", { await audit.probe() }), ("vault", { await store.probe() }),
            ("storage", { !gateway.seal.isClosed }),
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
