// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// 95 % percentile intervals: each round counts every document as often as a Poisson draw of mean 1 says.
struct PoissonBootstrap {
    let rounds: Int
    let seed: UInt32

    /// Poisson(1) in a table of 100,000 places: up to which place a draw is 0, 1, 2 and so on.
    private static let thresholds = [36_788, 73_576, 91_970, 98_101, 99_634, 99_941, 99_992, 100_000]

    /// The interval of each figure, from the counts of the documents in their order.
    func intervals(_ documents: [SpanCounts]) -> [SpanMetric: ClosedRange<Double>] {
        let cells = documents.filter { $0 != SpanCounts() }
        guard rounds > 0, !cells.isEmpty else { return [:] }
        var generator = MersenneTwister(seed: seed)
        var values: [SpanMetric: [Double]] = [:]
        for _ in 0..<rounds {
            var sum = SpanCounts()
            for cell in cells {
                let weight = Self.draw(&generator)
                if weight > 0 { sum.add(cell, times: weight) }
            }
            for metric in SpanMetric.allCases {
                if let value = sum.value(of: metric) { values[metric, default: []].append(value) }
            }
        }
        return values.mapValues(Self.interval)
    }

    private static func draw(_ generator: inout MersenneTwister) -> Int {
        let place = Int(generator.nextFraction() * 100_000)
        return thresholds.firstIndex { place < $0 } ?? 0
    }

    private static func interval(_ values: [Double]) -> ClosedRange<Double> {
        let sorted = values.sorted()
        let last = Double(sorted.count - 1)
        return sorted[Int(0.025 * last)]...sorted[Int((0.975 * last).rounded(.toNearestOrEven))]
    }
}
