// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Telemetry

/// Answers that show that masking spoilt their task, and what came of them.
package struct UnmaskingMetrics: MetricGroup {
    package let fallbacks = Metric(
        .counter, "zavesa_unmasked_fallback_total",
        "Answers that showed that their task could not be done masked, by what came of it.",
        labels: ["trigger", "outcome"])

    package var families: [any MetricSource] { [fallbacks] }
}

/// What came of an answer that showed it.
enum UnmaskedOutcome: String {
    /// A second run gave the answer.
    case answered
    /// A second run gave none; the caller has the first answer.
    case failed
    /// Nobody may have the request unmasked, or is able to serve it.
    case noRoute = "no_route"
    /// The request has gone out as often as it may, or too many others do.
    case noRetry = "no_retry"
    /// It was a stream, which had gone to the caller when it could be judged.
    case stream
}
