// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A number by label values: a counter that only grows, or a gauge that goes both ways.
package final class Metric: MetricSource {
    /// What Prometheus may do with the number.
    package enum Kind: Sendable { case counter, gauge }

    package let family: MetricFamily
    private let rows: Mutex<[[String]: Series]>

    /// A metric without labels says 0 from the start.
    package init(
        _ kind: Kind, _ name: String, _ help: String, labels: [String] = [], unit: MetricFamily.Unit = .none,
        limit: Int = MetricFamily.usualLimit
    ) {
        family = MetricFamily(
            name: name, help: help, kind: kind == .counter ? .counter : .gauge, unit: unit, labels: labels,
            limit: limit)
        rows = Mutex(labels.isEmpty ? [[]: Series()] : [:])
    }

    /// Adds to the number under these label values, given in the order of the family's labels.
    package func add(_ amount: Double = 1, _ labels: String...) { series(of: labels).add(amount) }

    /// Gives a gauge a new value.
    package func set(_ value: Double, _ labels: String...) { series(of: labels).set(value) }

    /// Drops the numbers of what is no longer there: those under other label values than these.
    package func keep(where isKept: ([String]) -> Bool) {
        rows.withLock { rows in rows = rows.filter { isKept($0.key) } }
    }

    /// The number under these label values; 0 for none.
    package func value(_ labels: String...) -> Double { rows.withLock { $0[labels] }?.value ?? 0 }

    /// The number under these label values, for those who count there often: it is there, as 0, from now on.
    package func series(_ labels: String...) -> Series { series(of: labels) }

    package var reading: MetricReading {
        MetricReading(
            family,
            rows.withLock { $0 }.map { MetricReading.Point(labels: $0.key, value: .number($0.value.value)) })
    }

    private func series(of labels: [String]) -> Series {
        rows.withLock { rows in
            if let known = rows[labels] { return known }
            let key = family.bounded(labels, count: rows.count)
            if let known = rows[key] { return known }
            let new = Series()
            rows[key] = new
            return new
        }
    }
}

extension Metric {
    /// The number under one set of label values.
    package final class Series: Sendable {
        private let number = Mutex(0.0)

        package func add(_ amount: Double = 1) { number.withLock { $0 += amount } }
        package func set(_ value: Double) { number.withLock { $0 = value } }
        /// Gives it a value that is larger than the one it has; keeps the one it has otherwise.
        package func raise(to value: Double) { number.withLock { $0 = max($0, value) } }
        package var value: Double { number.withLock { $0 } }
    }
}
