// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The text exposition format of Prometheus, version 0.0.4.
package enum PrometheusText {
    /// All readings, one after the other.
    package static func text(of families: [any MetricSource], units: PrometheusUnits) -> String {
        var text = ""
        for family in families { write(family.reading, units: units, to: &text) }
        return text
    }

    static func write(_ reading: MetricReading, units: PrometheusUnits, to text: inout String) {
        let name = reading.family.prometheusName(units)
        let names = reading.family.prometheusLabels
        text += "# HELP \(name) \(reading.family.help)\n# TYPE \(name) \(reading.family.kind.rawValue)\n"
        let edges = reading.edges.map(spelled) + ["+Inf"]
        for point in reading.points {
            let labels = labelText(names, point.labels)
            switch point.value {
            case .number(let value): text += "\(name)\(labels) \(spelled(value))\n"
            case .histogram(let counts, let sum):
                var total = 0
                for (edge, count) in zip(edges, counts) {
                    total += count
                    text += "\(name)_bucket\(labelText(names + ["le"], point.labels + [edge])) \(total)\n"
                }
                text += "\(name)_sum\(labels) \(sum)\n\(name)_count\(labels) \(total)\n"
            }
        }
    }

    /// `{a="x",b="y"}`, or nothing for no labels.
    private static func labelText(_ names: [String], _ values: [String]) -> String {
        guard !names.isEmpty else { return "" }
        return "{" + zip(names, values).map { "\($0)=\"\(escaped($1))\"" }.joined(separator: ",") + "}"
    }

    /// A whole number without its fraction.
    private static func spelled(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    }

    private static func escaped(_ value: String) -> String {
        var text = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
