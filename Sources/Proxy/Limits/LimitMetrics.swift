// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
package import Telemetry

/// What is counted of usage, rates and budgets.
package struct LimitMetrics: MetricGroup {
    /// `kind` is input, output, cached (of the input) or reasoning (of the output); `source` is reported or estimated.
    package let tokens = Metric(
        .counter, "zavesa_tokens_total", "Tokens of models' vocabularies, by what answers say.",
        labels: ["upstream", "kind", "source"])

    package init() {}

    /// Every family, in the order of the page.
    package var families: [any MetricSource] { [tokens] }

    func count(_ usage: TokenUsage, at upstream: UpstreamID) {
        let source = usage.isEstimated ? "estimated" : "reported"
        for (kind, count) in [
            ("input", usage.input), ("output", usage.output), ("cached", usage.cachedInput),
            ("reasoning", usage.reasoning),
        ] where count > 0 {
            tokens.add(Double(count), upstream.rawValue, kind, source)
        }
    }
}
