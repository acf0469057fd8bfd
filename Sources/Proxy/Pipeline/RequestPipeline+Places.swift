// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Policy
import PrivacyCore
import Providers

/// What the audit learns of where a request goes, and of where the law did not let it go.
///
/// Control: ZV-TRF-01
extension RequestPipeline {
    /// The route to one upstream, with what the law says of it.
    func route(
        to upstream: Upstream, serving model: String?, _ judgement: TransferJudgement?
    ) -> AuditEvent.Route {
        AuditEvent.Route(
            upstream: upstream.id, country: upstream.country,
            isCrossBorder: isAbroad(upstream, judgement),
            model: upstream.pattern(for: model)?.text,
            provider: (upstream.adapter(for: call.endpoint)?.dialect ?? call.endpoint.dialect).rawValue,
            hosting: upstream.provider?.hosting, recipient: upstream.provider?.jurisdiction,
            transfer: judgement.map { AuditEvent.Transfer($0, upstream.provider?.transfer) })
    }

    /// Whether what goes there leaves the country: the law's word counts before the address, for a provider from abroad is
    /// abroad wherever its servers stand.
    func isAbroad(_ upstream: Upstream, _ judgement: TransferJudgement?) -> Bool {
        judgement?.isAbroad ?? !snapshot.policy.isInCountry(upstream.country)
    }

    /// Records the first route that the law closed to a request that now goes nowhere. The caller is told only that there
    /// is no route.
    func recordRefusedTransfer(of decision: PolicyDecision, in request: ParsedRequest) async throws(GatewayError) {
        for upstream in snapshot.upstreams {
            guard let judgement = decision.transfers[upstream.id], let refusal = judgement.refusal else { continue }
            let code: AuditCode =
                refusal.isProhibition
                ? .transferProhibited : refusal == .listExpired ? .listExpired : .transferRefused
            return try await journal.judge(code, route(to: upstream, serving: request.model, judgement))
        }
    }
}

extension RequestPipeline {
    /// Records the first named upstream abroad that a request would have had, if it were not for what it holds. Most have
    /// none, and then nothing is written.
    ///
    /// Control: ZV-TRF-03
    func recordHeld(_ decision: PolicyDecision, in request: ParsedRequest) async throws(GatewayError) {
        guard !decision.transfers.isEmpty else { return }
        for upstream in snapshot.upstreams {
            guard let judgement = decision.transfers[upstream.id],
                judgement.refusal == .classLeft || judgement.refusal == .categoryStays
            else { continue }
            return try await journal.judge(.heldInCountry, route(to: upstream, serving: request.model, judgement))
        }
    }
}

extension AuditEvent.Transfer {
    fileprivate init(_ judgement: TransferJudgement, _ papers: ProviderRecord.Transfer?) {
        // What it rests on is what the law took it for; of a route that is closed, what was asked for.
        let mechanism: TransferMechanism? =
            if case .allowed(let mechanism) = judgement.outcome { mechanism } else { papers?.mechanism }
        self.init(
            mechanism: mechanism, notification: papers?.notification, assessment: papers?.assessment,
            permit: papers?.permit, licence: papers?.licence, listVersion: judgement.listVersion,
            refusal: judgement.refusal)
    }
}
