// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Evaluation
import Testing

struct BootstrapTests {
    /// Six documents with one name each; the first four are found.
    private static let gold = (0..<6).map {
        #"{"id":"\#($0)","text":"Анна","spans":[{"start":0,"end":4,"label":"PER"}]}"#
    }
    private static let found = (0..<4).map { #"{"id":"\#($0)","spans":[{"start":0,"end":4,"label":"PER"}]}"# }

    @Test("Intervals are those that Python's generator gives with the same seed")
    func sameAsPython() throws {
        let options = EvaluationOptions(groupings: [.none], bootstrapRounds: 200)
        let report = try SampleCorpus.report(gold: Self.gold, predictions: Self.found, options: options)
        let row = try #require(report.sections[0].groups[0].rows.first)
        #expect(row.intervals[.exactRecall] == 0.25...1.0)
        #expect(row.intervals[.exactF1] == 0.4...1.0)
        #expect(row.intervals[.exactPrecision] == 1...1)
    }

    @Test("Without rounds there are no intervals, and none where nothing is labelled")
    func none() throws {
        let options = EvaluationOptions(groupings: [.none], bootstrapRounds: 0)
        let report = try SampleCorpus.report(gold: Self.gold, predictions: Self.found, options: options)
        #expect(report.sections[0].groups[0].rows.allSatisfy { $0.intervals.isEmpty })
        let empty = try SampleCorpus.report(gold: [#"{"id":"1","text":"x","spans":[]}"#], predictions: [])
        #expect(empty.sections[0].groups[0].rows.allSatisfy { $0.intervals.isEmpty })
    }
}
