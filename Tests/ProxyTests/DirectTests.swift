// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import ZavesaTesting

/// The direct API: detection, tokens and policy without a model.
@Suite struct DirectTests {
    @Test func placesAreCountedInCodePointsAndValuesAreNotRepeated() async throws {
        try await TestGateway.run { gateway in
            let text = "👩‍💻 Пишите: o.kuznetsova@example.ru"
            let answer = try await gateway.post(
                #"{"text":"\#(text)"}"#, to: "/v1/privacy/detect")
            let spans = try JSONDecoder().decode(Direct.Spans.self, from: Data(answer.body)).spans
            let span = try #require(spans.first)
            #expect(spans.count == 1)
            #expect(span.type == "EMAIL" && span.label == "EMAIL" && span.class == "C2" && span.score > 0.5)
            let scalars = Array(text.unicodeScalars)[span.start..<span.end]
            #expect(String(String.UnicodeScalarView(scalars)) == "o.kuznetsova@example.ru")
            #expect(Said.probe.leaks(in: answer.body).isEmpty)
        }
    }

    @Test func severalTextsHaveTheirResultsInOrder() async throws {
        try await TestGateway.run { gateway in
            let answer: Direct.Results = try await gateway.ask(
                #"{"texts":["нет","a.b@example.ru",""]}"#, of: "/v1/privacy/detect")
            #expect(answer.results.map { $0.spans.map(\.type) } == [[], ["EMAIL"], []])
        }
    }

    @Test(arguments: ["\u{200F}Ольге Сергеевне Кузнецовой\u{0301}", "a \"b\" o.kuznetsova@example.ru\n\u{0}"])
    func whatWasTokenizedComesBackExactly(text: String) async throws {
        try await TestGateway.run { gateway in
            let tokenized: Direct.Tokenized = try await gateway.ask(
                #"{"texts":[\#(Direct.literal(text)),"и ещё"]}"#, of: "/v1/privacy/tokenize")
            let texts = try #require(tokenized.texts)
            #expect(Said.probe.leaks(in: Array(texts[0].utf8)).isEmpty)
            #expect(texts[1] == "и ещё")
            let conversation = try #require(tokenized.conversation)
            let restored: Direct.Restored = try await gateway.ask(
                #"{"text":\#(Direct.literal(texts[0])),"conversation":"\#(conversation)"}"#,
                of: "/v1/privacy/restore")
            #expect(restored.text.map { Array($0.utf8) } == Array(text.utf8))
            #expect(restored.restored == 1 && restored.unknown == 0)
        }
    }

    /// One scope for a name, whichever way the caller says it: what is tokenised by hand matches what a request becomes.
    @Test func aConversationIsTheSameOneAsInRequestsToAModel() async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            try await TestGateway.run(upstreams: ["main=\(upstream.baseURL),country=RU"]) { gateway in
                let header = "x-zavesa-conversation: ticket-9\r\n"
                _ = try await RawClient.connect(to: gateway.port) {
                    try await $0.exchange(Said.request(), headers: header)
                }
                let request = try #require(upstream.requests.first)
                let sent = try Said.content(of: request)
                let text = try Direct.literal(Said.russian)
                let byBody: Direct.Tokenized = try await gateway.ask(
                    #"{"text":\#(text),"conversation":"ticket-9"}"#, of: "/v1/privacy/tokenize")
                let byHeader: Direct.Tokenized = try await gateway.ask(
                    #"{"text":\#(text)}"#, of: "/v1/privacy/tokenize", headers: header)
                let unnamed: Direct.Tokenized = try await gateway.ask(
                    #"{"text":\#(text)}"#, of: "/v1/privacy/tokenize")
                #expect(byBody.text == sent)
                #expect(byHeader.text == sent)
                #expect(unnamed.text != sent)
            }
        }
    }

    @Test func aTokenOfAnotherConversationOrCallerStaysAToken() async throws {
        let folder = try TemporaryFolder()
        try await TestGateway.run(yaml: Direct.keys(in: folder)) { gateway in
            let tokenized: Direct.Tokenized = try await gateway.ask(
                #"{"text":"o.kuznetsova@example.ru","conversation":"a"}"#, of: "/v1/privacy/tokenize",
                headers: "x-api-key: key-of-app\r\n")
            let token = try #require(tokenized.text)
            for (conversation, key) in [("b", "key-of-app"), ("a", "key-of-other")] {
                let restored: Direct.Restored = try await gateway.ask(
                    #"{"text":"\#(token)","conversation":"\#(conversation)"}"#, of: "/v1/privacy/restore",
                    headers: "x-api-key: \(key)\r\n")
                #expect(restored.text == token)
                #expect(restored.restored == 0 && restored.unknown == 1)
            }
            let own: Direct.Restored = try await gateway.ask(
                #"{"text":"\#(token)","conversation":"a"}"#, of: "/v1/privacy/restore",
                headers: "x-api-key: key-of-app\r\n")
            #expect(own.text == "o.kuznetsova@example.ru")
        }
    }

    @Test func oneCallRestoresALimitedNumberOfTokens() async throws {
        try await TestGateway.run { gateway in
            let tokenized: Direct.Tokenized = try await gateway.ask(
                #"{"text":"o.kuznetsova@example.ru","conversation":"a"}"#, of: "/v1/privacy/tokenize")
            let many = String(repeating: try #require(tokenized.text) + " ", count: 10_001)
            let answer = try await gateway.post(
                #"{"text":"\#(many)","conversation":"a"}"#, to: "/v1/privacy/restore")
            #expect(answer.status == 422)
            #expect(try ErrorAnswer(answer).error.code == "pii_scan_limit")
        }
    }

    @Test func policySaysWhatBecomesOfAFinding() async throws {
        let yaml = "policy: {actions: {types: {PHONE: pass, EMAIL: redact}}, block: {types: [CARD]}}"
        try await TestGateway.run(yaml: yaml) { gateway in
            let tokenized: Direct.Tokenized = try await gateway.ask(
                #"{"text":\#(Direct.literal(Said.russian))}"#, of: "/v1/privacy/tokenize")
            #expect(tokenized.text?.contains("[REDACTED:EMAIL], +7 916 555-12-34") == true)
            #expect(tokenized.actions == ["tokenize": 1, "redact": 1, "pass": 1])
            #expect(tokenized.class == "C2" && tokenized.residual == "C2")
            let blocked = try await gateway.post(
                #"{"text":"4111 1111 1111 1111"}"#, to: "/v1/privacy/tokenize")
            #expect(blocked.status == 400)
            #expect(try ErrorAnswer(blocked).error.code == "pii_policy_blocked")
            let record = try #require(gateway.auditRecords().last)
            #expect(record.contains(#""code":"LLM003W""#) && record.contains(#""CARD":1"#))
        }
    }

    @Test func aPreviewSaysWhoMayHaveWhatIsLeft() async throws {
        let upstreams = [
            "near=http://127.0.0.1:9/v1,country=RU,models=a", "far=http://127.0.0.1:9/v1,country=US,models=a|b",
        ]
        try await TestGateway.run(upstreams: upstreams) { gateway in
            let text = #""text":"Кузнецова Ольга Сергеевна""#
            let both: Direct.Preview = try await gateway.ask("{\(text)}", of: "/v1/privacy/preview")
            #expect(both.decision == "allow" && both.class == "C2" && both.residual == "C1")
            #expect(both.entities.map(\.type) == ["PERSON"] && both.entities.first?.action == "tokenize")
            #expect(both.upstreams.map(\.name) == ["near", "far"])
            #expect(both.upstreams.map(\.allowed) == [true, false])
            let far: Direct.Preview = try await gateway.ask(#"{\#(text),"model":"b"}"#, of: "/v1/privacy/preview")
            #expect(far.decision == "no_route")
            #expect(far.upstreams.map(\.rule) == ["foreign.upstreams"])
            let unknown = try await gateway.post(#"{\#(text),"model":"c"}"#, to: "/v1/privacy/preview")
            #expect(try ErrorAnswer(unknown).error.code == "model_not_found")
        }
    }

    @Test func eachCallIsOnRecord() async throws {
        try await TestGateway.run { gateway in
            let text = #""text":"o.kuznetsova@example.ru","conversation":"a""#
            for (path, body) in [
                ("detect", #"{"text":"o.kuznetsova@example.ru"}"#), ("preview", #"{"text":"x"}"#),
                ("tokenize", "{\(text)}"), ("restore", "{\(text)}"), ("restore", #"{"text":"x"}"#),
                ("tokenize", "{"),
            ] {
                _ = try await gateway.post(body, to: "/v1/privacy/\(path)")
            }
            _ = try await gateway.post(#"{"text":"x","language":"ru"}"#, to: "/analyze")
            _ = try await gateway.post(#"{"text":"x","analyzer_results":[]}"#, to: "/anonymize")
            #expect(
                try gateway.requestCodes() == [
                    "CLS001I", "CLS001I", "VLT001I", "VLT010I", "VLT011W", "LLM003W", "CLS001I", "DEI001I",
                ])
            let records = try gateway.auditRecords().joined()
            #expect(Said.probe.leaks(in: Array(records.utf8)).isEmpty)
        }
    }
}
