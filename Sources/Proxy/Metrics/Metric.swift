// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A number by label values: a counter that only grows, or a gauge that goes both ways.
package final class Metric: Sendable {
    /// What Prometheus may do with the number.
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

    /// Replaces the number under these label values: for gauges.
    package func set(_ amount: Double, _ labels: String...) {
        values.withLock { values in
            values[family.bounded(labels, isKnown: values[labels] != nil, count: values.count)] = amount
        }
    }

    /// The number under these label values.
    package func value(_ labels: String...) -> Double { values.withLock { $0[labels] ?? 0 } }

    /// Writes every row in the text format, in label order.
    package func write(to text: inout String) {
        text += family.header
        let rows = values.withLock { $0 }
        for (labels, value) in rows.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            text += "\(family.name)\(family.labelText(labels)) \(MetricFamily.text(of: value))\n"
        }
    }
}
