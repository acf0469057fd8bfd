// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Durations by label values, in the buckets of the family.
package final class Histogram: Sendable {
    private let family: MetricFamily
    private let edges: [Double]
    private let series = Mutex<[[String]: Series]>([:])

    package init(_ name: String, _ help: String, labels: [String] = [], edges: [Double]) {
        family = MetricFamily(name: name, help: help, kind: "histogram", labels: labels)
        self.edges = edges
    }

    /// Counts one duration.
    package func observe(_ duration: Duration, _ labels: String...) {
        series(of: labels).observe(duration)
    }

    /// The durations under these label values, for those who count there often.
    package func series(_ labels: String...) -> Series { series(of: labels) }

    private func series(of labels: [String]) -> Series {
        series.withLock { series in
            let key = family.bounded(labels, isKnown: series[labels] != nil, count: series.count)
            if let known = series[key] { return known }
            let new = Series(edges: edges)
            series[key] = new
            return new
        }
    }

    /// Writes every row in the text format, in label order.
    package func write(to text: inout String) {
        text += family.header
        for (labels, row) in series.withLock({ $0 }).sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let (counts, sum) = row.values
            var total = 0
            for (edge, count) in zip(edges.map(MetricFamily.text(of:)) + ["+Inf"], counts) {
                total += count
                text += "\(family.name)_bucket\(family.labelText(labels, ("le", edge))) \(total)\n"
            }
            text += "\(family.name)_sum\(family.labelText(labels)) \(sum)\n"
            text += "\(family.name)_count\(family.labelText(labels)) \(total)\n"
        }
    }
}

extension Histogram {
    /// The durations under one set of label values.
    package final class Series: Sendable {
        private struct State {
            /// One count a bucket, and one for what is over the last.
            var counts: [Int]
            var sum: Double = 0
        }

        private let edges: [Double]
        private let state: Mutex<State>

        init(edges: [Double]) {
            self.edges = edges
            state = Mutex(State(counts: Array(repeating: 0, count: edges.count + 1)))
        }

        /// Counts one duration.
        package func observe(_ duration: Duration) {
            let seconds = duration / .seconds(1)
            let bucket = edges.firstIndex { seconds <= $0 } ?? edges.count
            state.withLock { state in
                state.counts[bucket] += 1
                state.sum += seconds
            }
        }

        var values: (counts: [Int], sum: Double) { state.withLock { ($0.counts, $0.sum) } }
    }
}
