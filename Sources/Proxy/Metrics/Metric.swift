// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A number by label values: a counter that only grows, or a gauge that goes both ways.
package final class Metric: Sendable {
    package enum Kind: String, Sendable { case counter, gauge }

    private let family: MetricFamily
    private let values = Mutex<[[String]: Double]>([:])

    package init(_ kind: Kind, _ name: String, _ help: String, labels: [String] = []) {
        family = MetricFamily(name: name, help: help, kind: kind.rawValue, labels: labels)
    }

    /// Adds to the number under these label values, given in the order of the family's labels.
    package func add(_ amount: Double = 1, _ labels: String...) {
        values.withLock { values in
            let key = family.bounded(labels, isKnown: values[labels] != nil, count: values.count)
            values[key, default: 0] += amount
        }
    }

    /// The number under these label values.
    package func value(_ labels: String...) -> Double { values.withLock { $0[labels] ?? 0 } }

    func write(to text: inout String) {
        text += family.header
        let rows = values.withLock { $0 }
        for (labels, value) in rows.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            text += "\(family.name)\(family.labelText(labels)) \(MetricFamily.text(of: value))\n"
        }
    }
}

/// Durations by label values, in the buckets of the family.
package final class Histogram: Sendable {
    private struct Series {
        /// One count a bucket, and one for what is over the last.
        var counts: [Int]
        var sum: Double = 0
    }

    private let family: MetricFamily
    private let edges: [Double]
    private let series = Mutex<[[String]: Series]>([:])

    package init(_ name: String, _ help: String, labels: [String] = [], edges: [Double]) {
        family = MetricFamily(name: name, help: help, kind: "histogram", labels: labels)
        self.edges = edges
    }

    /// Counts one duration.
    package func observe(_ duration: Duration, _ labels: String...) {
        let seconds = duration / .seconds(1)
        let bucket = edges.firstIndex { seconds <= $0 } ?? edges.count
        series.withLock { series in
            let key = family.bounded(labels, isKnown: series[labels] != nil, count: series.count)
            series[key, default: Series(counts: Array(repeating: 0, count: edges.count + 1))].counts[bucket] += 1
            series[key]?.sum += seconds
        }
    }

    func write(to text: inout String) {
        text += family.header
        for (labels, row) in series.withLock({ $0 }).sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            var total = 0
            for (edge, count) in zip(edges.map(MetricFamily.text(of:)) + ["+Inf"], row.counts) {
                total += count
                text += "\(family.name)_bucket\(family.labelText(labels, ("le", edge))) \(total)\n"
            }
            text += "\(family.name)_sum\(family.labelText(labels)) \(row.sum)\n"
            text += "\(family.name)_count\(family.labelText(labels)) \(total)\n"
        }
    }
}
