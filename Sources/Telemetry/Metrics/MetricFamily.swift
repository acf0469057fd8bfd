// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What all values of a metric share: its name, its help line, its kind, its unit and the names of its labels.
///
/// Names and labels of the OpenTelemetry conventions are written with dots, as those write them; names of our own as
/// Prometheus writes them, unit included.
package struct MetricFamily: Sendable, Equatable {
    /// What Prometheus and OTLP may do with the numbers.
    package enum Kind: String, Sendable { case counter, gauge, histogram }

    /// What is counted, in the spelling of UCUM that OpenTelemetry asks for.
    package enum Unit: String, Sendable {
        case none = "1"
        case seconds = "s"
        case bytes = "By"
        case tokens = "{token}"
    }

    package let name: String
    package let help: String
    package let kind: Kind
    package let unit: Unit
    package let labels: [String]
    /// Label sets it keeps apart; what comes after them is counted under `other`, so that no label, whatever it holds,
    /// can make the registry grow without end.
    package let limit: Int

    /// Label sets of a family whose labels are few names from the settings.
    package static let usualLimit = 512

    package init(
        name: String, help: String, kind: Kind, unit: Unit = .none, labels: [String], limit: Int = usualLimit
    ) {
        self.name = name
        self.help = help
        self.kind = kind
        self.unit = unit
        self.labels = labels
        self.limit = limit
    }

    /// The name on `/metrics`.
    package func prometheusName(_ units: PrometheusUnits) -> String {
        guard name.utf8.contains(UInt8(ascii: ".")) else { return name }
        return Self.underscored(name) + (units == .suffix && unit == .seconds ? "_seconds" : "")
    }

    /// The names of the labels on `/metrics`.
    var prometheusLabels: [String] { labels.map(Self.underscored) }

    /// `labels`, or a row of `other` where the family is full.
    func bounded(_ labels: [String], count: Int) -> [String] {
        count < limit ? labels : Array(repeating: "other", count: labels.count)
    }

    private static func underscored(_ name: String) -> String {
        String(name.map { $0 == "." ? "_" : $0 })
    }
}

/// How `/metrics` names durations of the OpenTelemetry conventions: exporters to Prometheus add the unit, gateways that
/// write their own page mostly do not.
package enum PrometheusUnits: String, Sendable, CaseIterable {
    /// `gen_ai_server_request_duration_seconds`
    case suffix
    /// `gen_ai_server_request_duration`
    case plain
}
