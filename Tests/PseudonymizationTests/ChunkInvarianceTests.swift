// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore
import Pseudonymization
import Testing
import ZavesaTesting

/// Promise P3.
@Suite struct ChunkInvarianceTests {
    private let sample: SampleView

    init() throws { sample = try SampleView() }

    static let texts = [
        "[{P}]", "a [{P}] b", "[{P}_G], [{E}] и {E}у", "\\[{P}\\] \\[{P}] \\[", "[[{P}]] [ {P} ]", "【{P}】［{P}］",
        "{P}_G {P}_data {P}x", "[{P}", "{P}]", "[PERSON_7K3M", "PERSON_7K3M9QXT", "[\u{200B}{P}\u{200F}]",
        "https://x.example/[{P}] [{P}]", "[a](https://x.example/?q=[{P}]) [{P}]", "<a href='[{P}]'>[{P}]</a>",
        "[{P}](x[{E}])", "Ивану [{P}]у — 👩‍👩‍👧[{E}]е\u{301}", "[NAME_00000000X] [{P}]", "mailto:[{E}] www.x.example/[{E}]",
        "[PERSON_7K3M9QXT\u{E0041}\u{E0042}\u{E0043}\u{E0044}\u{E0045}\u{E0046}\u{E0047}\u{E0048}\u{E0049}",
    ]

    static let arguments = [
        #"{"to":"[{P}]","n":1}"#, #"{"a":"\[{P}\]"}"#, #"{"a":"[{P}]"#, #"{"a":"x\u005b{P}\u005d \ud83d\ude00 \u04"#,
        #"{"body":"{\"name\":\"[{P}]\",\"x\":\"\\u200b[{E}]\"}"}"#, #"["[{P}]",["{E}"],{"[{E}]":"\/\/x\/[{E}]"}]"#,
        #"{"a":"{\"b\": [{P}]}"}"#, "plain [{P}]", #"{"a":"[ \u200b\u200b\u200b{P}]"}"#, #"{"x":[{P}]}"#,
    ]

    @Test("Every split into two gives what the whole gives", arguments: texts)
    func everySplitOfText(template: String) {
        check(sample.text(template), source: .text)
    }

    @Test("Every split of tool arguments into two gives what the whole gives", arguments: arguments)
    func everySplitOfArguments(template: String) {
        check(sample.text(template), source: .json)
    }

    @Test("Random texts in random pieces give what the whole gives", arguments: 0..<4)
    func randomPieces(shard: Int) {
        for number in stride(from: shard, to: TestSeed.cases(usual: 4_000), by: 4) {
            var generator = TestSeed.generator(case: number)
            let parts = RandomText(using: &generator).utf8.split(separator: 0x20).map(Array.init)
            var text: [UInt8] = []
            for part in parts {
                text += part
                let template = (Self.texts + [" ", " ", "\n"]).randomElement(using: &generator) ?? ""
                if Bool.random(using: &generator) { text += sample.text(template) }
            }
            let isJSON = Bool.random(using: &generator)
            if isJSON { text = Array(#"{"t":""#.utf8) + JSONEscaper.escape(text, levels: 1) + Array(#""}"#.utf8) }
            let whole = StreamingRestorer.restore(
                text, view: sample.view, rules: RestoreRules(), source: isJSON ? .json : .text)
            var pieces: [ArraySlice<UInt8>] = []
            var rest = text[...]
            while !rest.isEmpty {
                pieces.append(rest.prefix(Int.random(in: 1...9, using: &generator)))
                rest = rest.dropFirst(pieces.last?.count ?? 1)
            }
            #expect(run(pieces, source: isJSON ? .json : .text) == whole, "case \(number), seed \(TestSeed.value)")
        }
    }

    @Test(
        "What cannot become an issued token is not held",
        arguments: ["Мария", "[EMAIL_0A1B3", "[PHONE", "x[", "[a", "12"])
    func nothingIsHeldWithoutNeed(text: String) {
        var restorer = StreamingRestorer(view: sample.view, rules: RestoreRules(), source: .text)
        let output = restorer.consume(Array(text.utf8)).output
        #expect(output.count == text.utf8.count - (text == "x[" ? 1 : 0))
    }

    @Test("Without tokens nothing is held")
    func emptyView() {
        var restorer = StreamingRestorer(view: RestoreView([]), rules: RestoreRules(), source: .text)
        #expect(restorer.consume(Array("[PERSON_".utf8)).output.text == "[PERSON_")
    }

    /// Splits at every place, and into single bytes; holds at most `maxHold`, always.
    private func check(_ text: [UInt8], source: StreamingRestorer.Source) {
        let whole = StreamingRestorer.restore(text, view: sample.view, rules: RestoreRules(), source: source)
        for index in text.indices {
            #expect(run([text[..<index], text[index...]], source: source) == whole, "split at \(index)")
        }
        #expect(run(text.map { [$0][...] }, source: source) == whole)
    }

    private func run(
        _ pieces: [ArraySlice<UInt8>], source: StreamingRestorer.Source
    ) -> StreamingRestorer.Step {
        var restorer = StreamingRestorer(view: sample.view, rules: RestoreRules(), source: source)
        var all = StreamingRestorer.Step()
        for piece in pieces {
            all += restorer.consume(Array(piece))
            #expect(restorer.heldCount <= TokenGrammar.maxHold)
        }
        all += restorer.finish()
        #expect(restorer.heldCount == 0)
        return all
    }
}
