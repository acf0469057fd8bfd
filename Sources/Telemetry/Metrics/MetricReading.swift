// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What a metric says at one moment: its family and one point a set of label values, in label order.
package struct MetricReading: Sendable {
    /// The numbers under one set of label values.
    package struct Point: Sendable, Equatable {
        /// In the order of the family's labels.
        package let labels: [String]
        package let value: Value

        package init(labels: [String], value: Value) {
            self.labels = labels
            self.value = value
        }
    }

    package enum Value: Sendable, Equatable {
        case number(Double)
        /// One count a bucket and one for what is over the last; not cumulative.
        case histogram(counts: [Int], sum: Double)
    }

    package let family: MetricFamily
    /// Upper edges of a histogram's buckets; empty for others.
    package let edges: [Double]
    package let points: [Point]

    init(_ family: MetricFamily, edges: [Double] = [], _ points: [Point]) {
        self.family = family
        self.edges = edges
        self.points = points.sorted { $0.labels.lexicographicallyPrecedes($1.labels) }
    }
}

/// A metric that can be read at any moment.
package protocol MetricSource: Sendable {
    var family: MetricFamily { get }
    /// What it says now.
    var reading: MetricReading { get }
}

/// Metrics that belong together. A part of the gateway has one of its own, and the gateway lists them all.
package protocol MetricGroup: Sendable {
    var families: [any MetricSource] { get }
}

extension MetricSource {
    /// Writes every row in Prometheus' text format.
    package func write(to text: inout String, units: PrometheusUnits = .suffix) {
        PrometheusText.write(reading, units: units, to: &text)
    }
}
