// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How figures are written.
enum FigureText {
    /// A share of 0 to 1 in percent with one decimal; `-` where there is none.
    static func percent(_ share: Double?) -> String { share.map { decimal($0 * 100) } ?? "-" }

    /// The share with its interval: `93.4 [91.0,95.2]`.
    static func percent(_ share: Double?, _ interval: ClosedRange<Double>?) -> String {
        guard share != nil, let interval else { return percent(share) }
        return "\(percent(share)) [\(percent(interval.lowerBound)),\(percent(interval.upperBound))]"
    }

    /// How many there are for each 10,000 of `whole`, with one decimal.
    static func perTenThousand(_ count: Int, of whole: Int) -> String {
        whole == 0 ? "-" : decimal(Double(count) * 10_000 / Double(whole))
    }

    /// Numbers of lines, the first dozen named; `-` for none.
    static func lines(_ lines: [Int]) -> String {
        guard !lines.isEmpty else { return "-" }
        let named = lines.prefix(namedLines).map(String.init).joined(separator: " ")
        return lines.count > namedLines ? "\(named) and \(lines.count - namedLines) more" : named
    }

    private static let namedLines = 12

    /// One decimal.
    static func decimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
    }
}
