// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import PrivacyCore
import Providers
import Pseudonymization
import Testing
import ZavesaTesting

/// Citations point at the words they cite, also after values came back before them.
@Suite struct CitationTests {
    private static let before = "Да, [{P}] — "
    private static let cited = "см. закон о [{E}] 👩‍👩‍👧"
    private static let restored = "см. закон о \(SampleView.emailValue) 👩‍👩‍👧"

    private let sample: SampleView
    /// Where the citation stands in what the model said, in code points.
    private let start: Int
    private let end: Int

    init() throws {
        sample = try SampleView()
        start = sample.text(Self.before).text.unicodeScalars.count
        end = start + sample.text(Self.cited).text.unicodeScalars.count
    }

    private var annotation: String { #""start_index":\#(start),"end_index":\#(end)"# }
    private var said: String { Self.before + Self.cited + "." }

    /// What the two offsets of a citation cut out of a text.
    private func cut(_ citation: [String: Any], of text: String) throws -> String {
        let start = try #require(citation["start_index"] as? Int)
        let end = try #require(citation["end_index"] as? Int)
        return String(String.UnicodeScalarView(Array(text.unicodeScalars)[start..<end]))
    }

    private func context() -> AnswerContext {
        AnswerContext(view: sample.view, rules: RestoreRules(), declaredTools: [])
    }

    private func run(_ endpoint: Endpoint, _ events: [String], size: Int) throws -> [[String: Any]] {
        var restoration = StreamRestoration(provider: OpenAIProvider(), endpoint: endpoint, context: context())
        let bytes = sample.text(events.map { "data: \($0)\n\n" }.joined())
        var output: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            output += restoration.consume(Array(bytes[start..<min(start + size, bytes.count)])).bytes
        }
        output += restoration.finish().bytes
        return try output.text.components(separatedBy: "\n\n").filter { $0.hasPrefix("data: {") }.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.dropFirst(6).utf8)) as? [String: Any])
        }
    }

    @Test("In a whole chat answer")
    func chat() throws {
        let body = """
            {"choices":[{"index":0,"message":{"role":"assistant","annotations":[{"type":"url_citation",\
            "url_citation":{\(annotation),"title":"t","url":"https://e.org"}}],"content":"\(said)"}}]}
            """
        let parsed = try OpenAIProvider().parseResponse(sample.text(body), from: OpenAIProvider.chatCompletions)
        let restored = ResponseRestorer(context()).restore(parsed).body
        let answer = try #require(try JSONSerialization.jsonObject(with: Data(restored)) as? [String: Any])
        let choice = try #require((answer["choices"] as? [[String: Any]])?.first)
        let message = try #require(choice["message"] as? [String: Any])
        let citation = try #require((message["annotations"] as? [[String: Any]])?.first?["url_citation"])
        let text = try #require(message["content"] as? String)
        #expect(try cut(#require(citation as? [String: Any]), of: text) == Self.restored)
    }

    @Test("In a streamed chat answer", arguments: [1, 7, 4_096])
    func chatStream(size: Int) throws {
        let events = try run(
            OpenAIProvider.chatCompletions,
            [
                #"{"id":"x","choices":[{"index":0,"delta":{"content":"\#(said)"},"finish_reason":null}]}"#,
                """
                {"id":"x","choices":[{"index":0,"delta":{"annotations":[{"type":"url_citation","url_citation":\
                {\(annotation)}}]},"finish_reason":"stop"}]}
                """,
            ], size: size)
        let deltas = try events.flatMap { try #require($0["choices"] as? [[String: Any]]) }
            .compactMap { $0["delta"] as? [String: Any] }
        let text = deltas.compactMap { $0["content"] as? String }.joined()
        let annotation = try #require(deltas.compactMap { $0["annotations"] as? [[String: Any]] }.first?.first)
        #expect(try cut(#require(annotation["url_citation"] as? [String: Any]), of: text) == Self.restored)
    }

    @Test("In a response: in the citation's own event and in every copy", arguments: [1, 7, 4_096])
    func responses(size: Int) throws {
        let citation = #"{"type":"url_citation",\#(annotation),"title":"t","url":"https://e.org"}"#
        let part = #"{"type":"output_text","annotations":[\#(citation)],"text":"\#(said)"}"#
        let item = #"{"type":"message","id":"i","content":[\#(part)]}"#
        let place = #""output_index":0,"content_index":0"#
        let events = try run(
            OpenAIProvider.responses,
            [
                #"{"type":"response.output_item.added","output_index":0,"item":{"type":"message","id":"i"}}"#,
                #"{"type":"response.output_text.delta",\#(place),"delta":"\#(said)"}"#,
                #"{"type":"response.output_text.annotation.added",\#(place),"annotation":\#(citation)}"#,
                #"{"type":"response.output_text.done",\#(place),"text":"\#(said)"}"#,
                #"{"type":"response.content_part.done",\#(place),"part":\#(part)}"#,
                #"{"type":"response.output_item.done","output_index":0,"item":\#(item)}"#,
                #"{"type":"response.completed","response":{"id":"r","output":[\#(item)]}}"#,
            ], size: size)
        let text = try #require(events.first { $0["type"] as? String == "response.output_text.done" }?["text"])
        let citations = Self.citations(in: events)
        #expect(citations.count == 4)
        for citation in citations { #expect(try cut(citation, of: #require(text as? String)) == Self.restored) }
    }

    /// Every object with a `start_index` in a JSON value.
    private static func citations(in value: Any) -> [[String: Any]] {
        switch value {
        case let object as [String: Any] where object["start_index"] != nil: [object]
        case let object as [String: Any]: object.values.flatMap(citations)
        case let array as [Any]: array.flatMap(citations)
        default: []
        }
    }
}
