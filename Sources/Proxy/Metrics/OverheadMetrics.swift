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
    /// By `Phase.place`.
    private let series: [Histogram.Series]
    /// Searches for personal data, of requests and of answers.
    package let requestScan, answerScan: Histogram.Series
    private let scans: Histogram

    init() {
        let family = Histogram(
            "zavesa_gateway_overhead_seconds", "Time of our own, by phase.", labels: ["phase"], edges: Edges.fine)
        self.family = family
        series = Phase.allCases.sorted { $0.place < $1.place }.map { family.series($0.rawValue) }
        scans = Histogram(
            "zavesa_pii_scan_seconds", "Time of one search for personal data.", labels: ["side"], edges: Edges.fine)
        requestScan = scans.series("request")
        answerScan = scans.series("answer")
    }

    /// Counts how long a step took.
    package func observe(_ phase: Phase, _ duration: Duration) { series[phase.place].observe(duration) }

    package var families: [any MetricSource] { [family, scans] }
}

extension Phase {
    /// Its place among all: a dictionary would hash its name with every step of every request.
    fileprivate var place: Int {
        switch self {
        case .auth: 0
        case .parse: 1
        case .detect: 2
        case .policy: 3
        case .route: 4
        case .mask: 5
        case .inspect: 6
        case .record: 7
        case .restore: 8
        }
    }
}
