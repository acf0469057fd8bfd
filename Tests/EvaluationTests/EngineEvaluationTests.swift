// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import Evaluation
import JSONText
import PrivacyCore
import Testing

struct EngineEvaluationTests {
    private static let gold = [
        #"{"id":"1","text":"Пишет Анна, номер 4711","spans":[{"start":6,"end":10,"label":"PER"}]}"#, "",
        #"{"id":"2","text":"Анна had the flu; 4711 and 4711","spans":[]}"#,
    ]

    @Test("What the engine finds is scored by the canonical label of its type, in code points")
    func engine() throws {
        let corpus = try SampleCorpus.corpus(Self.gold, engine: SampleCorpus.engine)
        #expect(corpus.documents.map(\.predicted.count) == [2, 4])
        let report = EvaluationReport(
            scoring: corpus, labels: try SampleCorpus.table(), options: EvaluationOptions(groupings: [.file]))
        #expect(report.figure("PERSON", .exactPrecision) == 0.5)
        #expect(report.figure("PERSON", .exactRecall) == 1)
        #expect(report.counts("ID") == nil)
    }

    @Test("Findings in harmless text are counted by type and family; those on a gold span are not")
    func harmless() throws {
        let corpus = try SampleCorpus.corpus(Self.gold, engine: SampleCorpus.engine)
        let report = FalseFindingReport(counting: corpus, catalog: SampleCorpus.engine.catalog)
        let group = try #require(report.groups.first)
        #expect(group.file == "gold.jsonl")
        #expect(group.tokens == 11)
        #expect(group.findings.map { "\($0.type) \($0.count)" } == ["ILLNESS 1", "NAME 1", "NUMBER 3"])
        #expect(FalseFindingReport.Family.allCases.map(group.count) == [3, 1, 0, 1])
        // 3 of 11 tokens.
        #expect(FalseFindingText(report).markdown.contains("| 3 | 2727.3 | 1 | 909.1 | 0 | 0.0 | 1 | NUMBER 3 |"))
        let json = try JSONValue(parsing: Array(FalseFindingText(report).json(engineDigest: "0123").utf8))
        #expect(json["result"]?["gold.jsonl"]?["families"]?["structured"]?.integerValue == 3)
    }

    @Test("A line that is no gold line is refused with its place and without its text")
    func refused() {
        for line in [
            "canary", #"{"id":"1","text":"canary"}"#, #"{"id":"1","text":1,"spans":[]}"#, #"{"text":"","spans":[]}"#,
        ] {
            let error = #expect(throws: EvaluationInputError.self) {
                try SampleCorpus.corpus([Self.gold[0], line], engine: SampleCorpus.engine)
            }
            #expect(error?.description.hasPrefix("gold.jsonl:2: ") == true)
            #expect(error?.description.contains("canary") == false)
        }
    }

    @Test("No report holds a text, and the JSON one is JSON")
    func reports() throws {
        let corpus = try SampleCorpus.corpus(Self.gold, engine: SampleCorpus.engine)
        let options = EvaluationOptions(groupings: [.none], bootstrapRounds: 20)
        let report = EvaluationReport(scoring: corpus, labels: try SampleCorpus.table(), options: options)
        let text = EvaluationText(report, showsLabels: true)
        let json = EvaluationJSON.render(report, engineDigest: "0123")
        for rendering in [text.text, text.markdown, json] {
            #expect(!rendering.contains("Анна") && !rendering.contains("4711"))
            #expect(rendering.contains("PERSON"))
        }
        let scan = try JSONScan(Array(json.utf8))
        let path = ["result", "none", "ALL", "labels", "PERSON", "m", "exact_p"]
        let node = path.reduce(0 as Int?) { node, name in node.flatMap { scan.member(name, of: $0) } }
        #expect(node.map(scan.string) == "0.5")
        #expect(!EvaluationText(report, showsLabels: false).text.contains("PERSON"))
    }
}
