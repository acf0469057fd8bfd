// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Routing
package import Telemetry

/// What operators watch of the choice among upstreams.
package struct RoutingMetrics: MetricGroup {
    /// 0 in rotation, 1 one request tries it, 2 out.
    let state = Metric(
        .gauge, "zavesa_upstream_state", "Upstreams: 0 in rotation, 1 on trial, 2 out.", labels: ["endpoint"])
    package let retries = Metric(
        .counter, "zavesa_upstream_retries_total", "Requests sent once more, by where to.", labels: ["endpoint"])
    let waiting = Metric(.gauge, "zavesa_upstream_waiting", "Requests that wait for a place at an upstream.")
    let probes = Metric(
        .counter, "zavesa_upstream_probes_total", "Looks at upstreams without a request.",
        labels: ["endpoint", "result"])
    private let choice = Histogram(
        "zavesa_route_choice_seconds", "Time to order the allowed upstreams.",
        edges: [0.000_005, 0.000_01, 0.000_02, 0.000_05, 0.000_1, 0.001])
    let choiceSeries: Histogram.Series

    init() { choiceSeries = choice.series() }

    package var families: [any MetricSource] { [state, retries, waiting, probes, choice] }
}

extension Gateway {
    /// Writes down how upstreams stand at this moment; called before metrics are read.
    func noteUpstreams() {
        let upstreams = snapshot.upstreams
        // What the settings no longer name has no state.
        let names = Set(upstreams.map { [$0.id.rawValue] })
        metrics.routing.state.keep(where: names.contains)
        for upstream in upstreams {
            metrics.routing.state.set(Double(board.state(of: upstream.id).rawValue), upstream.id.rawValue)
        }
        metrics.routing.waiting.set(Double(board.waiting))
    }
}
