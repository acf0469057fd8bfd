// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Telemetry

/// What the settings say of metrics and traces.
package struct TelemetryRules: Sendable, Equatable {
    /// How `/metrics` names durations.
    package let units: PrometheusUnits
    /// Which requests are traced; `nil` where nobody collects traces.
    package let sampling: TraceSampling?
    /// Whether an upstream is told in which trace a request stands (`traceparent`).
    package let propagates: Bool

    package init(units: PrometheusUnits = .suffix, sampling: TraceSampling? = nil, propagates: Bool = false) {
        self.units = units
        self.sampling = sampling
        self.propagates = propagates
    }
}
