// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore
import Providers
import Pseudonymization
import Testing
import ZavesaTesting

/// Streams of OpenAI's responses.
@Suite struct ResponseStreamTests {
    private let sample: SampleView
    private static let provider = OpenAIProvider()

    init() throws { sample = try SampleView() }

    private static let said = "Здравствуйте, [{P}]! {E}. [EMAIL"
    private static let called = #"{"to":"[{E}]","body":"{\"n\":\"[{P}]\"}"}"#

    /// A message and a call, each in pieces of `size` characters and in all their copies.
    private func stream(size: Int) -> [UInt8] {
        let quoted = { (text: [UInt8]) in #""\#(JSONEscaper.escape(text, levels: 1).text)""# }
        let (said, called) = (sample.text(Self.said), sample.text(Self.called))
        let pieces = { (text: [UInt8], head: String) -> [String] in
            var (rest, events) = (text.text.unicodeScalars[...], [String]())
            while !rest.isEmpty {
                events.append("\(head).delta\",\"item_id\":\"i\",\"output_index\":")
                events[events.count - 1] += head.contains("arguments") ? "1," : #"0,"content_index":0,"logprobs":[{}],"#
                events[events.count - 1] +=
                    #""delta":"# + quoted(Array(String(String.UnicodeScalarView(rest.prefix(size))).utf8))
                rest = rest.dropFirst(size)
            }
            return events
        }
        let part = #"{"type":"output_text","text":\#(quoted(said))}"#
        let message = #"{"type":"message","id":"i","content":[\#(part)]}"#
        let call = #"{"type":"function_call","id":"j","name":"mail","arguments":\#(quoted(called))}"#
        let events =
            [
                #"response.created","response":{"id":"r","output":[]}"#,
                #"response.output_item.added","output_index":0,"item":{"type":"message","id":"i","content":[]}"#,
            ] + pieces(said, "response.output_text") + [
                #"response.output_text.done","output_index":0,"content_index":0,"text":\#(quoted(said))"#,
                #"response.content_part.done","output_index":0,"content_index":0,"part":\#(part)"#,
                #"response.output_item.done","output_index":0,"item":\#(message)"#,
                #"response.output_item.added","output_index":1,"item":{"type":"function_call","name":"mail","arguments":""}"#,
            ] + pieces(called, "response.function_call_arguments") + [
                #"response.function_call_arguments.done","output_index":1,"arguments":\#(quoted(called))"#,
                #"response.output_item.done","output_index":1,"item":\#(call)"#,
                #"response.completed","response":{"id":"r","output":[\#(message),\#(call)]}"#,
            ]
        return Array(
            events.enumerated().map {
                "data: {\"sequence_number\":\($0.offset + 5),\"type\":\"\($0.element)}\n\n"
            }.joined().utf8)
    }

    private func run(_ pieces: [ArraySlice<UInt8>]) -> (bytes: [UInt8], counts: RestorationCounts) {
        var restoration = StreamRestoration(
            provider: Self.provider, endpoint: OpenAIProvider.responses,
            context: AnswerContext(view: sample.view, rules: RestoreRules(), declaredTools: ["mail"]))
        var (bytes, counts) = ([UInt8](), RestorationCounts())
        for piece in pieces {
            let output = restoration.consume(Array(piece))
            bytes += output.bytes
            counts += output.counts
        }
        #expect(restoration.state == .done)
        return (bytes, counts)
    }

    @Test(
        "Pieces and all copies say the same, however they are cut, and numbers stay in order", arguments: [1, 4, 1000])
    func everySplit(size: Int) throws {
        let bytes = stream(size: size)
        let whole = run([bytes[...]])
        let said = "Здравствуйте, \(SampleView.personValue)! \(SampleView.emailValue). [EMAIL"
        let inner = JSONEscaper.escape(Array(SampleView.personValue.utf8), levels: 2).text
        let called = #"{"to":"\#(SampleView.emailValue)","body":"{\"n\":\"\#(inner)\"}"}"#
        var decoder = ServerSentEventDecoder()
        var (pieces, copies, numbers) = ([String: String](), [String](), [Int]())
        for case .event(let event) in try decoder.consume(whole.bytes) + decoder.finish() {
            let scan = try JSONScan(event.data)
            let number = try #require(scan.member("sequence_number", of: 0))
            numbers.append(Int(scan.string(number)) ?? -1)
            let type = try scan.string(#require(scan.member("type", of: 0)))
            for node in scan.nodes.indices where scan.nodes[node].kind == .string {
                switch scan.nearestKey(above: node) {
                case "delta": pieces[type, default: ""] += scan.string(node)
                case "text", "arguments": copies.append(scan.string(node))
                default: break
                }
            }
        }
        #expect(pieces == ["response.output_text.delta": said, "response.function_call_arguments.delta": called])
        #expect(copies.filter { !$0.isEmpty } == [said, said, said, called, called, said, called])
        #expect(numbers == Array(5..<5 + numbers.count))
        #expect(whole.counts == RestorationCounts(restored: 4, repaired: 1))
        let step = size == 1 ? 61 : 13
        for index in stride(from: 0, to: bytes.count, by: step) {
            let split = run([bytes[..<index], bytes[index...]])
            #expect(split.bytes == whole.bytes && split.counts == whole.counts, "split at \(index)")
        }
        #expect(run(bytes.map { [$0][...] }).bytes == whole.bytes)
    }
}
