// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore
import Providers
import Pseudonymization
import Testing
import ZavesaTesting

/// Streams of Anthropic's messages.
@Suite struct MessageStreamTests {
    private let sample: SampleView
    private static let provider = AnthropicProvider()
    private static let seal = ReplaySeal { fields in
        Array(fields.map { "\($0.count):\($0)" }.joined().utf8.reversed())
    }

    init() throws { sample = try SampleView() }

    private func event(_ type: String, _ rest: String = "") -> String {
        "event: \(type)\ndata: {\"type\":\"\(type)\"\(rest)}\n\n"
    }

    private func delta(_ index: Int, _ kind: String, _ field: String, _ text: String) -> String {
        let escaped = JSONEscaper.escape(Array(text.utf8), levels: 1).text
        return event(
            "content_block_delta", #","index":\#(index),"delta":{"type":"\#(kind)","\#(field)":"\#(escaped)"}"#)
    }

    /// Thinking with its signature, a text, and a call, each with tokens cut into pieces.
    private func stream(thinking: String, size: Int) -> [UInt8] {
        let pieces = { (template: String, index: Int, kind: String, field: String) -> String in
            var (rest, output) = (sample.text(template).text.unicodeScalars[...], "")
            while !rest.isEmpty {
                output += delta(index, kind, field, String(String.UnicodeScalarView(rest.prefix(size))))
                rest = rest.dropFirst(size)
            }
            return output
        }
        let start = { (index: Int, block: String) in
            event("content_block_start", #","index":\#(index),"content_block":{\#(block)}"#)
        }
        let stop = { (index: Int) in event("content_block_stop", #","index":\#(index)"#) }
        return Array(
            (event("message_start", #","message":{"id":"msg_1","content":[]}"#)
                + start(0, #""type":"thinking","thinking":"","signature":"""#)
                + pieces(thinking, 0, "thinking_delta", "thinking")
                + delta(0, "signature_delta", "signature", "EqoB+/.=") + stop(0) + event("ping")
                + start(1, #""type":"text","text":"""#)
                + pieces("Здравствуйте, [{P}]! [EMAIL", 1, "text_delta", "text") + stop(1)
                + start(2, #""type":"tool_use","id":"t","name":"mail","input":{}"#)
                + pieces(#"{"to":"[{E}]","body":"{\"n\":\"[{P}]\"}"}"#, 2, "input_json_delta", "partial_json") + stop(2)
                + event("message_delta", #","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":9}"#)
                + event("message_stop")).utf8)
    }

    private func run(_ pieces: [ArraySlice<UInt8>]) -> (bytes: [UInt8], counts: RestorationCounts) {
        var restoration = StreamRestoration(
            provider: Self.provider, endpoint: AnthropicProvider.messages,
            context: AnswerContext(
                view: sample.view, rules: RestoreRules(), declaredTools: ["mail"], seal: Self.seal))
        var (bytes, counts) = ([UInt8](), RestorationCounts())
        for piece in pieces {
            let output = restoration.consume(Array(piece))
            bytes += output.bytes
            counts += output.counts
        }
        let output = restoration.finish()
        counts += output.counts
        #expect(restoration.state == .done)
        return (bytes + output.bytes, counts)
    }

    /// What a client puts together: the joined texts by block and field, and the types of all events.
    private func read(_ bytes: [UInt8]) throws -> (texts: [String: String], events: [String]) {
        var decoder = ServerSentEventDecoder()
        var (texts, events) = ([String: [UInt8]](), [String]())
        for case .event(let event) in try decoder.consume(bytes) + decoder.finish() {
            let scan = try JSONScan(event.data)
            let type = try scan.string(#require(scan.member("type", of: 0)))
            #expect(event.name == type)
            events.append(type)
            guard type == "content_block_delta" else { continue }
            let (index, delta) = try (#require(scan.member("index", of: 0)), #require(scan.member("delta", of: 0)))
            for key in scan.children(of: delta) where scan.string(key) != "type" {
                texts["\(scan.string(index)) \(scan.string(key))", default: []] += scan.decoded(key + 1).utf8
            }
        }
        return (texts.mapValues(\.text), events)
    }

    private static let thinking = "Это [{P}], то есть {P}, [EMAIL_x] и [{E}]"

    @Test("Whatever pieces model and network make, the client reads the same", arguments: [1, 8, 1000])
    func everySplit(size: Int) throws {
        let bytes = stream(thinking: Self.thinking, size: size)
        let whole = run([bytes[...]])
        let texts = try read(whole.bytes).texts
        #expect(texts["1 text"] == "Здравствуйте, \(SampleView.personValue)! [EMAIL")
        #expect(
            texts["0 thinking"]
                == "Это \(SampleView.personValue), то есть \(SampleView.personValue), [EMAIL_x] и \(SampleView.emailValue)"
        )
        let input = try JSONScan(Array(#require(texts["2 partial_json"]).utf8))
        #expect(try input.string(#require(input.member("to", of: 0))) == SampleView.emailValue)
        let inner = try JSONScan(Array(input.string(#require(input.member("body", of: 0))).utf8))
        #expect(try inner.string(#require(inner.member("n", of: 0))) == SampleView.personValue)
        #expect(whole.counts.restored == 6 && whole.counts.repaired == 1)
        let step = size == 1000 ? 1 : 37
        for index in stride(from: 0, to: bytes.count, by: step) {
            let split = run([bytes[..<index], bytes[index...]])
            #expect(split.bytes == whole.bytes && split.counts == whole.counts, "split at \(index)")
        }
        #expect(run(bytes.map { [$0][...] }).bytes == whole.bytes)
    }

    @Test("What is held goes out before the block ends, and before the signature over it")
    func order() throws {
        let bytes = stream(thinking: "a [PERSON_7K3M", size: 1000)
        let (texts, events) = try read(run([bytes[...]]).bytes)
        #expect(texts["0 thinking"] == "a [PERSON_7K3M")
        #expect(
            events == [
                "message_start", "content_block_start", "content_block_delta", "content_block_delta",
                "content_block_delta", "content_block_stop", "ping", "content_block_start", "content_block_delta",
                "content_block_delta", "content_block_stop", "content_block_start", "content_block_delta",
                "content_block_stop", "message_delta", "message_stop",
            ])
    }

    @Test("The signature opens to what the upstream said, for the text that the client has", arguments: [1, 5, 1000])
    func signature(size: Int) throws {
        for thinking in [Self.thinking, "", "ничего", "[{P}]", "[{P}", "{P} {P}"] {
            let bytes = stream(thinking: thinking, size: size)
            let texts = try read(run([bytes[...]]).bytes).texts
            let restored = Array((texts["0 thinking"] ?? "").utf8)
            let sealed = try Array(#require(texts["0 signature"]).utf8)
            let opened = try #require(Self.seal.open(sealed, over: restored))
            #expect(opened.original == sample.text(thinking) && opened.signature.text == "EqoB+/.=")
            #expect(Self.seal.open(sealed, over: restored + [0x21]) == nil)
        }
    }
}
