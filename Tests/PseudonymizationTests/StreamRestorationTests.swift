// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore
import Providers
import Pseudonymization
import Testing
import ZavesaTesting

@Suite struct StreamRestorationTests {
    private let sample: SampleView

    init() throws { sample = try SampleView() }

    private func restoration(
        declared: Set<String> = ["mail"], answersInJSON: Bool = false
    ) -> StreamRestoration {
        StreamRestoration(
            provider: PlantedRequest.provider, endpoint: PlantedRequest.endpoint,
            context: AnswerContext(
                view: sample.view, rules: RestoreRules(), declaredTools: declared, answersInJSON: answersInJSON))
    }

    /// A stream of chunks with the given choices, and the end mark.
    private func stream(_ choices: [String], isEnded: Bool = true) -> [UInt8] {
        let events = choices.map { #"data: {"id":"x","choices":[\#($0)]}"# }
        return sample.text((events + (isEnded ? ["data: [DONE]"] : [])).map { $0 + "\n\n" }.joined())
    }

    private func content(_ text: String, choice: Int = 0, finish: String = "null") -> String {
        let escaped = JSONEscaper.escape(Array(text.utf8), levels: 1).text
        return #"{"index":\#(choice),"delta":{"content":"\#(escaped)"},"finish_reason":\#(finish)}"#
    }

    private func arguments(_ text: String, name: String? = nil, index: Int = 0) -> String {
        let escaped = JSONEscaper.escape(Array(text.utf8), levels: 1).text
        let head = name.map { #""id":"c\#(index)","type":"function","function":{"name":"\#($0)","arguments":"# }
        return #"{"index":0,"delta":{"tool_calls":[{"index":\#(index),"# + (head ?? #""function":{"arguments":"#)
            + #""\#(escaped)"}}]},"finish_reason":null}"#
    }

    private let finished = #"{"index":0,"delta":{},"finish_reason":"stop"}"#

    /// The client's view of a stream: the joined text of each lane, and the data of all events.
    private func read(_ bytes: [UInt8]) throws -> (lanes: [Lane: String], events: [String]) {
        var decoder = ServerSentEventDecoder()
        var lanes: [Lane: [UInt8]] = [:]
        var events: [String] = []
        for frame in try decoder.consume(bytes) + decoder.finish() {
            guard case .event(let event) = frame else { continue }
            events.append(event.data.text)
            guard
                case .delta(let delta) = try PlantedRequest.provider.parseStreamEvent(
                    event, from: PlantedRequest.endpoint)
            else { continue }
            for piece in delta.pieces { lanes[piece.lane, default: []] += piece.slot.text.utf8 }
        }
        return (lanes.mapValues(\.text), events)
    }

    private func run(
        _ pieces: [ArraySlice<UInt8>], declared: Set<String> = ["mail"], answersInJSON: Bool = false
    ) -> (bytes: [UInt8], counts: RestorationCounts, state: StreamRestoration.State) {
        var restoration = restoration(declared: declared, answersInJSON: answersInJSON)
        var bytes: [UInt8] = []
        var counts = RestorationCounts()
        for piece in pieces {
            let output = restoration.consume(Array(piece))
            bytes += output.bytes
            counts += output.counts
        }
        let output = restoration.finish()
        return (
            bytes + output.bytes,
            {
                counts += output.counts
                return counts
            }(), restoration.state
        )
    }

    private static let content = Lane(choice: 0, kind: .content)

    @Test("Half an answer is not passed as a whole one, however the upstream's connection ended")
    func cutShort() throws {
        let bytes = stream([content("Hello ")], isEnded: false)
        let result = run([bytes[...]])
        #expect(result.state == .failed(.cutShort))
        #expect(try read(result.bytes).events.last?.contains("upstream_error") == true)
        // A finish reason ends an answer without the end mark, too.
        let whole = run([stream([content("Hello "), finished], isEnded: false)[...]])
        #expect(whole.state == .open)
        #expect(try read(whole.bytes).lanes[Lane(choice: 0, kind: .content)] == "Hello ")
    }

    @Test("A character whose halves come in two events is one character, at every split")
    func splitCharacter() throws {
        let events = [
            #"{"index":0,"delta":{"content":"a \ud83d"},"finish_reason":null}"#,
            #"{"index":0,"delta":{"content":"\ude00 [{E}] \"\uD83D\ude01\""},"finish_reason":"stop"}"#,
        ]
        let bytes = stream(events)
        for split in bytes.indices {
            let result = run([bytes[..<split], bytes[split...]])
            #expect(result.state == .done)
            #expect(
                try read(result.bytes).lanes[Lane(choice: 0, kind: .content)] == "a 😀 ivan@example.org \"😁\"")
        }
    }

    @Test("A token in pieces comes back, in whatever pieces the network delivers")
    func everySplit() throws {
        let bytes = stream([
            #"{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}"#,
            content("Здравствуйте, ["), content("PERSON_7K"), content("3M9QXT"),
            content(String(sample.person.bare.suffix(1)) + "]! [EM"), content("AIL — [{E}"), content("]"), finished,
        ])
        let whole = run([bytes[...]])
        #expect(
            try read(whole.bytes).lanes == [
                Self.content: "Здравствуйте, \(SampleView.personValue)! [EMAIL — ivan@example.org"
            ])
        #expect(whole.counts == RestorationCounts(restored: 2))
        #expect(whole.state == .done)
        for index in bytes.indices {
            let split = run([bytes[..<index], bytes[index...]])
            #expect(split.bytes == whole.bytes && split.counts == whole.counts, "split at \(index)")
        }
        #expect(run(bytes.map { [$0][...] }).bytes == whole.bytes)
    }

    @Test("Every event goes out, in order, also one whose text is held")
    func eventsStay() throws {
        let choices = [content("[PERSON_7K3M"), content("x"), finished]
        let events = try read(run([stream(choices)[...]]).bytes).events
        #expect(events.count == 4)
        #expect(events[0].contains(#""content":"""#))
        #expect(events[1].contains(#""content":"[PERSON_7K3Mx""#))
        #expect(events.last == "[DONE]")
    }

    @Test("What is held goes out before the event that ends the choice")
    func flushBeforeFinish() throws {
        let events = try read(run([stream([content("a [PERSON_7K3M"), finished])[...]]).bytes).events
        #expect(events.count == 4)
        #expect(events[1].contains(#""content":"[PERSON_7K3M""#))
        #expect(!events[1].contains("role"))
        #expect(events[2].contains(#""finish_reason":"stop""#))
    }

    @Test("What is held goes out in the last event's own text where it has some")
    func flushWithinFinish() throws {
        let events = try read(run([stream([content("a [PERSON", finish: #""stop""#)])[...]]).bytes).events
        #expect(events.count == 2)
        #expect(events[0].contains(#""content":"a [PERSON""#))
    }

    @Test("What is held goes out before the end mark, and where the stream breaks off", arguments: [true, false])
    func flushAtEnd(isEnded: Bool) throws {
        let result = run([stream([content("a [PERSON")], isEnded: isEnded)[...]])
        let read = try read(result.bytes)
        #expect(read.lanes == [Self.content: "a [PERSON"])
        #expect(read.events.last == "[DONE]" || !isEnded)
    }

    @Test("Choices and tool calls that interleave do not mix")
    func lanes() throws {
        let bytes = stream([
            content("[PERSON_7K3M"), content("[EMAIL_0A1B", choice: 1), arguments("", name: "mail"),
            arguments(#"{"to":"[EMAIL_0"#), content(String("{P}]"), choice: 2),
            arguments(#"{"to":"[PERS"#, name: "other", index: 1),
            content("9QXT" + String(sample.person.bare.suffix(1)) + "]"),
            content("2C3D" + String(sample.email.bare.suffix(1)) + "]", choice: 1),
            arguments("A1B2C3D" + String(sample.email.bare.suffix(1)) + #"]"}"#),
            arguments("ON_7K3M9QXT" + String(sample.person.bare.suffix(1)) + #"]"}"#, index: 1), finished,
        ])
        let result = run([bytes[...]])
        #expect(
            try read(result.bytes).lanes == [
                Self.content: SampleView.personValue,
                Lane(choice: 1, kind: .content): SampleView.emailValue,
                Lane(choice: 2, kind: .content): "\(SampleView.personValue)]",
                Lane(choice: 0, kind: .toolArguments(index: 0)): #"{"to":"ivan@example.org"}"#,
                Lane(choice: 0, kind: .toolArguments(index: 1)): #"{"to":"\#(sample.person)"}"#,
            ])
        #expect(result.counts == RestorationCounts(restored: 4, withheld: 1, repaired: 1))
    }

    @Test("Arguments in random pieces add up to valid JSON with the values in it")
    func argumentsInPieces() throws {
        let text = sample.text(#"{"to":"[{P}]","cc":["[{E}]"],"body":"{\"n\":\"[{P}]\"}"}"#)
        for number in 0..<40 {
            var generator = TestSeed.generator(case: number)
            var pieces = [arguments("", name: "mail")]
            var rest = text[...]
            while !rest.isEmpty {
                let piece = rest.prefix(Int.random(in: 1...12, using: &generator))
                pieces.append(arguments(Array(piece).text))
                rest = rest.dropFirst(piece.count)
            }
            let lanes = try read(run([stream(pieces + [finished])[...]]).bytes).lanes
            let joined = try #require(lanes[Lane(choice: 0, kind: .toolArguments(index: 0))])
            #expect(joined.contains("ivan@example.org"))
            let scan = try JSONScan(Array(joined.utf8))
            #expect(try scan.string(#require(scan.member("to", of: 0))) == SampleView.personValue)
            let inner = try JSONScan(Array(scan.string(#require(scan.member("body", of: 0))).utf8))
            #expect(try inner.string(#require(inner.member("n", of: 0))) == SampleView.personValue)
        }
    }

    @Test("An answer in JSON is restored for its strings")
    func jsonAnswer() throws {
        let bytes = stream([
            content(#"{"n":"[PER"#), content(String("SON_7K3M9QXT\(sample.person.bare.suffix(1))]\"}")), finished,
        ])
        let lanes = try read(run([bytes[...]], answersInJSON: true).bytes).lanes
        #expect(lanes[Self.content] == #"{"n":"Иван \"Ваня\"\nПетров 👩‍👩‍👧"}"#)
    }

    @Test("An event that cannot be read ends the stream with an error and without what was held")
    func malformed() throws {
        let bytes =
            stream([content("a [PERSON")], isEnded: false) + Array("data: {\"choices\":[{\n\ndata: [DONE]\n\n".utf8)
        let result = run([bytes[...]])
        #expect(result.state == .failed(.malformed))
        #expect(result.bytes.text.contains(#""error""#))
        #expect(!result.bytes.text.contains("PERSON") && !result.bytes.text.contains("DONE"))
    }

    @Test("The upstream's own error is passed on, and nothing after it")
    func upstreamError() throws {
        let bytes = Array("data: {\"error\":{\"message\":\"busy\"}}\n\n".utf8) + stream([content("a")])
        let result = run([bytes[...]])
        #expect(result.state == .failed(.upstream))
        #expect(result.bytes.text == "data: {\"error\":{\"message\":\"busy\"}}\n\n")
    }

    @Test("Nothing follows the end mark")
    func afterDone() throws {
        let result = run([(stream([content("a")]) + stream([content("b")]))[...]])
        #expect(try read(result.bytes).lanes == [Self.content: "a"])
    }

    @Test("Events without tokens and comments go through as they came")
    func unchanged() {
        let bytes = Array(": keep-alive\n\n".utf8) + stream([content("Ъ \u{1F600} \\u."), finished])
        #expect(run([bytes[...]]).bytes == bytes)
    }

    @Test("The model's words are handed on with their tokens")
    func received() {
        var restoration = restoration()
        let output = restoration.consume(stream([content("a [{P}]")]))
        #expect(output.received.map(\.text.text) == ["a [\(sample.person.bare)]"])
    }
}
