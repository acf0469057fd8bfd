// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A page of metrics in Prometheus' text format, read back: name, labels and value of each row. Rows that are none are
/// passed over, and so is what is over the limit: the page is that of a gateway, but who knows.
package struct MetricsPage: Sendable {
    package struct Row: Sendable, Equatable {
        package let name: String
        package let labels: [String: String]
        package let value: Double
    }

    package let rows: [Row]
    private let byName: [String: [Row]]

    /// Rows that are read.
    private static let limit = 100_000

    package init(_ text: String) {
        var rows: [Row] = []
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
            guard rows.count < Self.limit else { break }
            var reader = RowReader(line)
            if let row = reader.row() { rows.append(row) }
        }
        self.rows = rows
        byName = Dictionary(grouping: rows, by: \.name)
    }

    /// The rows of a name.
    package func rows(_ name: String) -> [Row] { byName[name] ?? [] }

    /// The sum of the rows of a name that have these labels; 0 for none.
    package func sum(_ name: String, _ labels: [String: String] = [:]) -> Double {
        rows(name).lazy.filter { $0.has(labels) }.reduce(0) { $0 + $1.value }
    }

    /// The sums of the rows of a name by the values of one label, largest first.
    package func sums(_ name: String, by label: String) -> [(value: String, sum: Double)] {
        var sums: [String: Double] = [:]
        for row in rows(name) { sums[row.labels[label] ?? "", default: 0] += row.value }
        return sums.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }

    /// The counts of a histogram's buckets by upper edge, over all rows that have these labels; rising, cumulative.
    func buckets(_ name: String, _ labels: [String: String]) -> [(edge: Double, count: Double)] {
        var counts: [Double: Double] = [:]
        for row in rows(name + "_bucket") where row.has(labels) {
            guard let text = row.labels["le"], let edge = text == "+Inf" ? .infinity : Double(text) else { continue }
            counts[edge, default: 0] += row.value
        }
        return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The value below which a share of what a histogram counted lies, as Prometheus' `histogram_quantile` has it, of what
    /// came since `earlier`; `nil` where nothing came.
    package func quantile(
        _ share: Double, of name: String, _ labels: [String: String] = [:], since earlier: MetricsPage? = nil
    ) -> Double? {
        let before = Dictionary(
            (earlier?.buckets(name, labels) ?? []).map { ($0.edge, $0.count) }, uniquingKeysWith: { $1 })
        let buckets = buckets(name, labels).map { (edge: $0.edge, count: $0.count - (before[$0.edge] ?? 0)) }
        guard let total = buckets.last?.count, total > 0 else { return nil }
        let rank = share * total
        var (low, below) = (0.0, 0.0)
        for (edge, count) in buckets {
            if count >= rank {
                guard edge.isFinite, count > below else { return low }
                return low + (edge - low) * (rank - below) / (count - below)
            }
            (low, below) = (edge, count)
        }
        return low
    }
}

extension MetricsPage.Row {
    fileprivate func has(_ wanted: [String: String]) -> Bool { wanted.allSatisfy { labels[$0] == $1 } }
}

/// Reads one row.
private struct RowReader {
    private var rest: Substring.UTF8View

    init(_ line: Substring.UTF8View) { rest = line }

    /// `name{label="value",…} number`; `nil` for anything else.
    mutating func row() -> MetricsPage.Row? {
        guard let name = word() else { return nil }
        var labels: [String: String] = [:]
        if take("{") {
            while !take("}") {
                guard let label = word(), take("="), take("\""), let value = quoted() else { return nil }
                labels[label] = value
                _ = take(",")
            }
        }
        guard take(" "), let value = Double(String(rest.prefix { $0 != UInt8(ascii: " ") }) ?? "") else { return nil }
        return MetricsPage.Row(name: name, labels: labels, value: value)
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func word() -> String? {
        let word = rest.prefix { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: ":"):
                true
            default: false
            }
        }
        rest = rest[word.endIndex...]
        return word.isEmpty ? nil : String(word)
    }

    /// The text up to the closing quote, which goes too.
    private mutating func quoted() -> String? {
        var text: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let escaped = rest.popFirst() else { return nil }
                text.append(escaped == UInt8(ascii: "n") ? UInt8(ascii: "\n") : escaped)
            default: text.append(byte)
            }
        }
        return nil
    }
}
