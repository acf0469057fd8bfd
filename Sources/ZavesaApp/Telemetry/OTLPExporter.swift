// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import AsyncHTTPClient
import FoundationEssentials
import Logging
import NIOCore
import Proxy
import ServiceLifecycle
import Telemetry

/// Sends spans and metrics to a collector, again and again. Requests never wait for it: what it cannot send in time is
/// dropped and counted.
struct OTLPExporter: Service {
    let collector: OTLPCollector
    let gateway: Gateway
    let logger: Logger
    private let resource = OTLPResource(version: Release.version, instance: UUID().uuidString.lowercased())
    /// When counting began.
    private let start = UnixClock.now()

    /// Spans of one export.
    private static let batch = 512

    init(_ collector: OTLPCollector, gateway: Gateway, logger: Logger) {
        self.collector = collector
        self.gateway = gateway
        self.logger = logger
    }

    func run() async throws {
        // Redirects are not followed: the settings say who collects.
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: collector.tls, redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5)))
        configuration.connectionPool.retryConnectionEstablishment = false
        try await HTTPClient.withHTTPClient(configuration: configuration) { client in
            let sender = OTLPSender(
                client: client, endpoint: collector.settings.endpoint, headers: collector.headers,
                pause: min(collector.settings.interval, .seconds(1)))
            await cancelWhenGracefulShutdown { await exportAgainAndAgain(by: sender) }
            await export(by: sender, isLast: true)
        }
    }

    private func exportAgainAndAgain(by sender: OTLPSender) async {
        while (try? await Task.sleep(for: collector.settings.interval)) != nil {
            await export(by: sender, isLast: false)
        }
    }

    /// Sends all spans that wait, in portions, and then the metrics.
    private func export(by sender: OTLPSender, isLast: Bool) async {
        var portions = gateway.spans.count / Self.batch + 1
        while portions > 0, case let spans = gateway.spans.take(limit: Self.batch), !spans.isEmpty {
            portions -= 1
            let outcome = await sender.send(OTLPTraces.encode(spans, of: resource), to: OTLPTraces.path, isLast: isLast)
            count(outcome, "traces")
            if outcome != .sent { gateway.metrics.export.droppedSpans.add(Double(spans.count)) }
            // Nobody is there, and nobody waits for the end of a process that waits.
            if isLast, outcome == .failed { return }
        }
        let readings = gateway.metrics.families.map(\.reading)
        let body = OTLPMetrics.encode(readings, since: start, at: UnixClock.now(), of: resource)
        count(await sender.send(body, to: OTLPMetrics.path, isLast: isLast), "metrics")
    }

    private func count(_ outcome: OTLPSender.Outcome, _ signal: String) {
        gateway.metrics.export.exports.add(1, signal, outcome.rawValue)
        if outcome != .sent {
            logger.warning(
                "an export did not reach the collector",
                metadata: ["telemetry.signal": "\(signal)", "telemetry.result": "\(outcome.rawValue)"])
        }
    }
}

extension OTLPExporter: CustomStringConvertible {
    /// ServiceLifecycle logs its services; without this it would log everything they hold.
    var description: String { "telemetry" }
}
