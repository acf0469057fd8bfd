// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Limits
import PrivacyCore
package import Telemetry

/// What is counted of usage, rates and budgets.
package struct LimitMetrics: MetricGroup {
    /// `kind` is input, output, cached (of the input) or reasoning (of the output); `source` is reported or estimated.
    package let tokens = Metric(
        .counter, "zavesa_tokens_total", "Tokens of models' vocabularies, by what answers say.",
        labels: ["upstream", "kind", "source"])
    /// `limit` is requests, tokens, concurrent or streams.
    package let rateRefusals = Metric(
        .counter, "zavesa_rate_limited_total", "Requests that a rate refused.", labels: ["scope", "limit"])
    package let budgetRefusals = Metric(
        .counter, "zavesa_budget_refused_total", "Requests that a budget did not hold.", labels: ["scope"])
    /// `unit` is tokens, or money in the currency of the prices.
    package let budgetRemaining = Metric(
        .gauge, "zavesa_budget_remaining", "What is left of a budget, without what is on its way.",
        labels: ["scope", "per", "unit"])
    package let outputLimited = Metric(
        .counter, "zavesa_output_limited_total", "Streams that ended where their reservation did.")

    package init() {}

    /// Every family, in the order of the page.
    package var families: [any MetricSource] { [tokens, rateRefusals, budgetRefusals, budgetRemaining, outputLimited] }

    func count(_ usage: TokenUsage, at upstream: UpstreamID) {
        let source = usage.isEstimated ? "estimated" : "reported"
        for (kind, count) in [
            ("input", usage.input), ("output", usage.output), ("cached", usage.cachedInput),
            ("reasoning", usage.reasoning),
        ] where count > 0 {
            tokens.add(Double(count), upstream.rawValue, kind, source)
        }
    }

    func refuse(_ refusal: RateRefusal) { rateRefusals.add(1, refusal.scope.description, refusal.kind.rawValue) }

    func refuse(_ error: BudgetError) {
        if case .exhausted(let scope, _) = error.code { budgetRefusals.add(1, scope.description) }
    }

    func note(_ standing: BudgetLedger.Standing) {
        let (budget, level) = (standing.budget, standing.used + standing.reserved)
        let (scope, per) = (budget.scope.description, budget.period.rawValue)
        if let cap = budget.tokens {
            budgetRemaining.set(Double(max(0, cap - level.tokens)), scope, per, "tokens")
        }
        if let cap = budget.micros {
            budgetRemaining.set(Double(max(0, cap - level.micros)) / 1_000_000, scope, per, "money")
        }
    }
}
