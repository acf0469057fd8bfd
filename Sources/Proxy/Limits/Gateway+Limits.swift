// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Limits
import Logging
import PrivacyCore
import Providers

/// Limits at the beginning and the end of a request.
extension Gateway {
    /// Lets a request in, and tells its caller how much is left. Where it is refused, the caller has its answer and this
    /// is `nil`: such requests are counted and not on record, so that a flood of them costs nothing.
    func admit(
        _ caller: Caller, under limits: LimitTable, as shape: ErrorShape, reply: Reply
    ) async -> RequestAllowance? {
        let allowance = RequestAllowance(self, limits, for: caller)
        do throws(RateRefusal) {
            try allowance.admit()
        } catch {
            metrics.limits.refuse(error)
            reply.tell(error.standing, in: shape.dialect)
            await render(GatewayError(error), as: shape, to: reply)
            return nil
        }
        if let standing = allowance.standing { reply.tell(standing, in: shape.dialect) }
        return allowance
    }

    /// Counts and settles the first of two runs of a request.
    func settleRun(_ allowance: RequestAllowance, _ cost: (usage: TokenUsage, upstream: UpstreamID)) async {
        metrics.limits.count(cost.usage, at: cost.upstream)
        await settle { () async throws(BudgetError) in try await allowance.settleRun(cost.usage) }
    }

    /// Settles what a request was allowed.
    func settle(_ allowance: RequestAllowance, _ journal: RequestJournal) async {
        await settle { () async throws(BudgetError) in try await allowance.settle(journal.cost?.usage) }
    }

    private func settle(_ work: () async throws(BudgetError) -> Void) async {
        do throws(BudgetError) {
            try await work()
        } catch {
            logger.error("what a request cost was not written; it counts until the gateway stops")
        }
    }
}

extension Reply {
    /// Tells a caller how its rates stand; the last word counts.
    fileprivate func tell(_ standing: RateStanding, in dialect: Dialect) {
        for (name, value) in RateHeaders(standing, in: dialect).fields { annotate(name, value) }
    }
}

extension ErrorShape {
    /// The dialect whose headers a caller reads.
    fileprivate var dialect: Dialect {
        switch self {
        case .dialect(let dialect): dialect
        case .presidio: .openai
        }
    }
}

/// Limits within the pipeline: after a request was read, and before it is sent.
extension RequestPipeline {
    func charge(_ request: ParsedRequest) throws(GatewayError) {
        do throws(RateRefusal) {
            try allowance.charge(request, to: call.endpoint)
            if let standing = allowance.standing { reply.tell(standing, in: call.endpoint.dialect) }
        } catch {
            gateway.metrics.limits.refuse(error)
            reply.tell(error.standing, in: call.endpoint.dialect)
            throw GatewayError(error)
        }
    }

    func reserve(_ request: ParsedRequest, sending bytes: Int, to upstream: Upstream) async throws(GatewayError) {
        do throws(BudgetError) {
            try await allowance.reserve(sending: bytes, of: request, to: upstream, at: call.endpoint)
        } catch {
            gateway.metrics.limits.refuse(error)
            throw GatewayError(error)
        }
    }
}
