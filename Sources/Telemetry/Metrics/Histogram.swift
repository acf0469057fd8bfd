// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Amounts by label values, mostly durations, in the buckets of the family.
package final class Histogram: MetricSource {
    package let family: MetricFamily
    private let edges: [Double]
    private let rows = Mutex<[[String]: Series]>([:])

    /// `edges` are the upper edges of the buckets, rising, in the unit.
    package init(
        _ name: String, _ help: String, labels: [String] = [], edges: [Double], unit: MetricFamily.Unit = .seconds,
        limit: Int = MetricFamily.usualLimit
    ) {
        family = MetricFamily(name: name, help: help, kind: .histogram, unit: unit, labels: labels, limit: limit)
        self.edges = edges
    }

    /// Counts one duration, in seconds.
    package func observe(_ duration: Duration, _ labels: String...) { series(of: labels).observe(duration) }

    /// Counts one amount.
    package func observe(_ amount: Double, _ labels: String...) { series(of: labels).observe(amount) }

    /// Counts one duration under label values that are at hand as a list.
    package func observe(_ duration: Duration, labels: [String]) { series(of: labels).observe(duration) }

    /// The amounts under these label values, for those who count there often.
    package func series(_ labels: String...) -> Series { series(of: labels) }

    /// The amounts under these label values, for those who count there often.
    package func series(of labels: [String]) -> Series {
        rows.withLock { rows in
            if let known = rows[labels] { return known }
            let key = family.bounded(labels, count: rows.count)
            if let known = rows[key] { return known }
            let new = Series(edges: edges)
            rows[key] = new
            return new
        }
    }

    package var reading: MetricReading {
        MetricReading(
            family, edges: edges,
            rows.withLock { $0 }.map { labels, series in
                let (counts, sum) = series.values
                return MetricReading.Point(labels: labels, value: .histogram(counts: counts, sum: sum))
            })
    }
}

extension Histogram {
    /// The amounts under one set of label values.
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

        /// Counts one duration, in seconds.
        package func observe(_ duration: Duration) { observe(duration / .seconds(1)) }

        /// Counts one amount.
        package func observe(_ amount: Double) {
            let bucket = edges.firstIndex { amount <= $0 } ?? edges.count
            state.withLock { state in
                state.counts[bucket] += 1
                state.sum += amount
            }
        }

        var values: (counts: [Int], sum: Double) { state.withLock { ($0.counts, $0.sum) } }
    }
}
