// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Telemetry

/// A step of a request that is the gateway's own work. The raw value is the label, and names the step's span.
package enum Phase: String, CaseIterable, Sendable {
    case auth, parse, detect, policy, route, mask
    case inspect = "guard"
    case record, restore
}

/// Where the gateway's own time goes, one series a step.
package struct OverheadMetrics: MetricGroup {
    private let family: Histogram
    /// In the order of `Phase.allCases`.
    private let series: [Phase: Histogram.Series]
    /// Searches for personal data, of requests and of answers.
    package let requestScan, answerScan: Histogram.Series
    private let scans: Histogram

    init() {
        let family = Histogram(
            "zavesa_gateway_overhead_seconds", "Time of our own, by phase.", labels: ["phase"], edges: Edges.fine)
        self.family = family
        series = Dictionary(uniqueKeysWithValues: Phase.allCases.map { ($0, family.series($0.rawValue)) })
        scans = Histogram(
            "zavesa_pii_scan_seconds", "Time of one search for personal data.", labels: ["side"], edges: Edges.fine)
        requestScan = scans.series("request")
        answerScan = scans.series("answer")
    }

    /// Counts how long a step took.
    package func observe(_ phase: Phase, _ duration: Duration) { series[phase]?.observe(duration) }

    package var families: [any MetricSource] { [family, scans] }
}
