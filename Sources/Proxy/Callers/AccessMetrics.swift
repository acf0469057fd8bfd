// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Telemetry

/// What the front door counts. Labels are constants of code.
package struct AccessMetrics: MetricGroup {
    package let admissions = Metric(
        .counter, "zavesa_access_admissions_total", "Requests let in, by what they showed.", labels: ["method"])
    package let rejections = Metric(
        .counter, "zavesa_access_rejections_total", "Requests not let in, by reason.", labels: ["reason"])
    /// What was read again when its file changed: `taken` or `refused`.
    package let reloads = Metric(
        .counter, "zavesa_access_reloads_total", "Times that changed keys and certificates were read again.",
        labels: ["what", "result"])
    package let keys = Metric(.gauge, "zavesa_access_keys", "API keys that the gateway knows.")

    package init() {}

    package var families: [any MetricSource] { [admissions, rejections, reloads, keys] }
}
