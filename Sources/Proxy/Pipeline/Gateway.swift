// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Audit
package import HTTPTypes
package import Limits
package import Logging
import NIOCore
import PrivacyCore
package import Providers
package import Routing
import Synchronization
package import Telemetry
package import Vault

/// The gateway's inside: runs the pipeline on the snapshot of the moment, and sees to it that each request has exactly
/// one last record, and its caller an answer.
package final class Gateway: Sendable {
    package let providers: ProviderTable
    package let vault: any Vaulting
    package let scopes: ScopeDeriver
    package let audit: any AuditRecording
    package let scans: ScanExecutor
    package let metrics: GatewayMetrics
    package let configuration: ConfigurationState
    /// Whether the vault is closed; requests are refused then.
    package let seal: VaultSeal
    /// How the upstreams stand; outlives snapshots.
    package let board = UpstreamBoard()
    /// What conversations have shown of people, for rules that ask.
    let quasiIdentifiers = QuasiIdentifierCounts()
    let shadowQuasiIdentifiers = QuasiIdentifierCounts()
    /// Spans that wait for whoever exports them.
    package let spans: SpanQueue
    package let logger: Logger
    /// What has passed of the rates; outlives snapshots.
    package let limiter = RateLimiter()
    /// What is used of the budgets; `nil` where there is no place to keep it.
    package let ledger: BudgetLedger?
    private let current: Mutex<GatewaySnapshot>

    package init(
        providers: ProviderTable, vault: any Vaulting, scopes: ScopeDeriver, audit: any AuditRecording,
        scans: ScanExecutor, snapshot: GatewaySnapshot, ledger: BudgetLedger? = nil, logger: Logger
    ) {
        self.providers = providers
        let metrics = GatewayMetrics()
        self.metrics = metrics
        configuration = ConfigurationState(metrics.configuration)
        spans = SpanQueue(capacity: Self.spanCapacity, dropped: metrics.export.droppedSpans.series())
        let seal = VaultSeal(metrics.vault)
        self.seal = seal
        self.vault = SealableVault(MeasuredVault(vault, metrics.vault), seal)
        self.scopes = scopes
        self.audit = MeasuredAudit(audit, metrics.audit)
        self.scans = scans
        self.ledger = ledger
        self.logger = logger
        current = Mutex(snapshot)
    }

    /// Spans that may wait: some ten a request, for as long as a collector may be away between two exports.
    private static let spanCapacity = 8_192

    /// What new requests work with.
    package var snapshot: GatewaySnapshot {
        get { current.withLock { $0 } }
        set {
            current.withLock { $0 = newValue }
            board.keep(Set(newValue.upstreams.map(\.id)))
        }
    }

    /// Answers one request. The last record is written outside the task that a leaving caller ends (step 10).
    package func serve(_ call: Call, reply: Reply, lifetime: RequestLifetime) async {
        metrics.active.add(1)
        defer { metrics.active.add(-1) }
        let snapshot = snapshot
        let timeline = RequestTimeline(parent: call.context.trace, sampling: snapshot.telemetry.sampling)
        let shape = ErrorShape.dialect(call.endpoint.dialect)
        guard let allowance = await admit(call.caller, under: snapshot.limits, as: shape, reply: reply) else {
            return observe(Served(call, error: GatewayError(.rateLimited), timeline: timeline), reply: reply)
        }
        let journal = RequestJournal(audit, request: call.id, caller: call.caller, endpoint: call.endpoint.name)
        let pipeline = RequestPipeline(
            call: call, gateway: self, snapshot: snapshot, journal: journal, allowance: allowance, lifetime: lifetime,
            reply: reply, timeline: timeline)
        let outcome = Mutex<Result<Void, GatewayError>>(.failure(GatewayError(.callerGone)))
        await lifetime.run {
            do throws(GatewayError) {
                try await pipeline.run()
                outcome.withLock { $0 = .success(()) }
            } catch {
                outcome.withLock { $0 = .failure(error) }
            }
        }
        let result = outcome.withLock { $0 }
        await settle(allowance, journal)
        // The last record is none of the caller's business.
        if reply.isComplete { reply.leave() }
        await finish(result, of: call, journal: journal, reply: reply, lifetime: lifetime, timeline: timeline)
    }

    /// 10. Records the end, durably, and only then tells the caller of a failure.
    private func finish(
        _ outcome: Result<Void, GatewayError>, of call: Call, journal: RequestJournal, reply: Reply,
        lifetime: RequestLifetime, timeline: RequestTimeline
    ) async {
        var outcome = outcome.mapError { $0.seen(from: lifetime) }
        journal.restoration.bytesOut = reply.bytesOut
        metrics.count(journal.restoration)
        if let (usage, upstream) = journal.cost {
            metrics.limits.count(usage, at: upstream)
            // What is only estimated is no count of the upstream's.
            if !usage.isEstimated { timeline.cost(TokenCount(input: usage.input, output: usage.output)) }
        }
        do throws(GatewayError) {
            try await journal.end(outcome)
        } catch {
            logger.error("the last record of a request was not written", metadata: ["request.id": "\(call.id)"])
            if case .failure = outcome { outcome = .failure(error) }
        }
        if let error = outcome.failure { await render(error, as: .dialect(call.endpoint.dialect), to: reply) }
        observe(Served(call, error: outcome.failure, timeline: timeline), reply: reply)
    }

    /// Gives an error to a caller: as an answer, or as the last event of a stream that has begun (wire.md §5.3).
    package func render(
        _ error: GatewayError, as shape: ErrorShape, headers: HTTPFields = [:], to reply: Reply
    ) async {
        metrics.refusals.add(1, error.code.rawValue)
        guard error.code != .callerGone else { return }
        let body = error.body(of: reply.request)
        do {
            if reply.hasBegun {
                guard !reply.isComplete else { return }
                try await reply.write(ByteBuffer(bytes: shape.event(body, providers)))
                try await reply.endStream()
            } else {
                var headers = headers
                headers[.shouldRetry] = error.isRetryable ? "true" : "false"
                if let seconds = error.retryAfter { headers[.retryAfter] = String(seconds) }
                try await reply.send(
                    status: error.status, contentType: "application/json", headers: headers,
                    body: ByteBuffer(bytes: shape.body(body, providers)))
            }
        } catch {
            // The caller went away while it was told: there is nobody left to tell.
        }
    }
}

extension GatewayError {
    /// What an error means when the request's task was ended early: the reason for that, whatever broke on the way.
    func seen(from lifetime: RequestLifetime) -> GatewayError {
        switch lifetime.end {
        case nil: self
        case .callerGone: GatewayError(.callerGone)
        case .idle, .total: GatewayError(.upstreamTimeout)
        case .stopping: GatewayError(.stopping, retryAfter: 1)
        }
    }
}
