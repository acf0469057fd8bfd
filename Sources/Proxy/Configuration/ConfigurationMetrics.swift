// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What is counted of settings that are read again.
package struct ConfigurationMetrics: Sendable {
    package let generation = Metric(
        .gauge, "zavesa_config_generation", "How many times settings were put in force, the start among them.")
    package let reloads = Metric(
        .counter, "zavesa_config_reloads_total", "Times that settings and dictionaries were read again.",
        labels: ["result"])
    package let failures = Metric(
        .counter, "zavesa_config_reload_failures_total", "Times that they were wrong and those before stayed in force.")

    init() { generation.add() }

    var all: [Metric] { [generation, reloads, failures] }
}
