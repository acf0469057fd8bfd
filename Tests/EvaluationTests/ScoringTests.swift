// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Evaluation
import Testing

struct ScoringTests {
    /// 33 code points: Ann Lee at 5–12, 555-1234 at 16–24, Rome at 28–32.
    private static let gold = [
        #"{"id":"1","text":"Call Ann Lee at 555-1234 in Rome.","spans":[{"start":5,"end":12,"label":"PER"},"#
            + #"{"start":16,"end":24,"label":"PHONE"},{"start":28,"end":32,"label":"LOC"}]}"#,
        #"{"id":"2","text":"nothing here","spans":[]}"#,
    ]
    /// Ann Lee exactly, the phone short by one, Rome not; Call as an e-mail address, and a false name in the second.
    private static let found = [
        #"{"id":"1","spans":[{"start":5,"end":12,"label":"PERSON"},{"start":16,"end":23,"label":"TEL"},"#
            + #"{"start":0,"end":4,"label":"SSN"}]}"#,
        #"{"id":"2","spans":[{"start":0,"end":7,"label":"PERSON"}]}"#,
    ]

    @Test("Exact, overlap and leak of a small case are what they are by hand")
    func byHand() throws {
        let report = try SampleCorpus.report(gold: Self.gold, predictions: Self.found)
        #expect(report.figure("PERSON", .exactPrecision) == 0.5)
        #expect(report.figure("PERSON", .exactRecall) == 1)
        #expect(report.figure("PERSON", .exactF1) == 2.0 / 3.0)
        #expect(report.figure("PHONE", .exactF1) == 0)
        #expect(report.figure("PHONE", .overlapF1) == 1)
        #expect(report.figure("PHONE", .leak) == 1.0 / 8.0)
        #expect(report.figure("PHONE", .exposed) == 1)
        #expect(report.figure("PHONE", .missed) == 0)
        #expect(report.figure("LOCATION", .leak) == 1)
        #expect(report.figure("LOCATION", .overlapF1) == 0)
        #expect(report.figure("LOCATION", .overlapPrecision) == nil)
        // 5 of 19 labelled characters; Call and nothing outside them.
        #expect(report.figure("ALL", .leak) == 5.0 / 19.0)
        #expect(report.figure("ALL", .over) == 11.0 / 26.0)
        #expect(report.sections[0].groups[0].mean(of: .overlapF1) == (2.0 / 3.0 + 1 + 0) / 3)
    }

    @Test("A label that the source's gold does not use is scored only when all are asked for")
    func scope() throws {
        #expect(try SampleCorpus.report(gold: Self.gold, predictions: Self.found).counts("ID") == nil)
        let all = EvaluationOptions(scope: .all, groupings: [.none])
        let report = try SampleCorpus.report(gold: Self.gold, predictions: Self.found, options: all)
        #expect(report.counts("ID")?.predicted == 1)
        #expect(report.counts("ALL")?.predicted == 4)
    }

    @Test("Labels not asked for cover characters, unless covering is strict")
    func cover() throws {
        let wrongLabel = [#"{"id":"1","spans":[{"start":0,"end":33,"label":"something"}]}"#]
        func leak(isStrict: Bool) throws -> Double? {
            let options = EvaluationOptions(
                labels: [SpanLabel(rawValue: "PHONE")], isStrictCover: isStrict, groupings: [.none])
            let report = try SampleCorpus.report(gold: Self.gold, predictions: wrongLabel, options: options)
            #expect(report.counts("PERSON") == nil)
            #expect(report.figure("PHONE", .exactF1) == 0)
            return report.figure("ALL", .leak)
        }
        #expect(try leak(isStrict: false) == 0)
        #expect(try leak(isStrict: true) == 1)
    }

    @Test("Two halves of a name are no exact finding, and leave nothing exposed but a space")
    func split() throws {
        let halves = [
            #"{"id":"1","spans":[{"start":5,"end":8,"label":"PERSON"},{"start":9,"end":12,"label":"PERSON"},"#
                + #"{"start":9,"end":12,"label":"PERSON"}]}"#
        ]
        let report = try SampleCorpus.report(gold: Self.gold, predictions: halves)
        #expect(report.counts("PERSON")?.predicted == 2)
        #expect(report.figure("PERSON", .exactPrecision) == 0)
        #expect(report.figure("PERSON", .overlapPrecision) == 1)
        #expect(report.figure("PERSON", .overlapRecall) == 1)
        #expect(report.figure("PERSON", .exposed) == 0)
        #expect(report.figure("PERSON", .leak) == 1.0 / 7.0)
    }

    @Test("Spans are trimmed, cut to their text, counted in code points; what is no span is counted")
    func preparation() throws {
        let gold = [
            #"{"id":1,"text":"😀 Анна\u00a0","spans":[{"start":1,"end":7,"label":"first name"},{"start":2,"end":99,"label":"PER"},"#
                + #"{"start":0,"end":1},{"start":3,"end":3,"label":"PER"}]}"#
        ]
        let found = [#"{"id":"1","spans":[{"start":2,"end":6,"label":"B-PER"}]}"#, #"{"id":"9","spans":[]}"#]
        let report = try SampleCorpus.report(gold: gold, predictions: found)
        #expect(report.counts("PERSON")?.gold == 1)
        #expect(report.figure("PERSON", .exactF1) == 1)
        #expect(report.warnings == [.malformedSpan: 1, .spanOutside: 2, .unknownID: 1])
        #expect(report.tokens == 2)
    }

    @Test("A document without a prediction is one in which nothing was found")
    func noPrediction() throws {
        let report = try SampleCorpus.report(gold: Self.gold, predictions: [])
        #expect(report.figure("ALL", .leak) == 1)
        #expect(report.warnings == [.noPrediction: 2])
    }

    @Test("Groups are scored apart; an only one is also ALL")
    func groups() throws {
        let gold = ["ru", "en", "en"].enumerated().map { index, language in
            #"{"id":"\#(index)","lang":"\#(language)","text":"Анна","spans":[{"start":0,"end":4,"label":"PER"}]}"#
        }
        let found = [#"{"id":"0","spans":[{"start":0,"end":4,"label":"PER"}]}"#]
        let options = EvaluationOptions(groupings: [.language, .source], bootstrapRounds: 0)
        let report = try SampleCorpus.report(gold: gold, predictions: found, options: options)
        #expect(report.sections.map { $0.groups.map(\.name) } == [["en", "ru", "ALL"], ["-"]])
        #expect(report.sections[0].groups.map(\.documents) == [2, 1, 3])
        let outcomes = ["ru/PERSON/exact_f1>=1", "en/ALL/leak<1", "ALL/PERSON/exact_r > 0.3", "xx/ALL/leak<=1"].map {
            Requirement($0)?.outcome(in: report).isMet
        }
        #expect(outcomes == [true, false, true, false])
        for text in ["ALL/PERSON/exact_f1", "PERSON/leak<1", "ALL/PERSON/best>=1", "ALL/PERSON/leak<=x", ""] {
            #expect(Requirement(text) == nil)
        }
    }
}
