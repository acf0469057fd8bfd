// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import ZavesaTesting

/// What a user of these tests says: invented.
enum Said {
    static let russian = "Напишите Ольге Сергеевне Кузнецовой, o.kuznetsova@example.ru, +7 916 555-12-34"
    static let values = ["Ольге Сергеевне Кузнецовой", "o.kuznetsova@example.ru", "+7 916 555-12-34"]

    static let probe = LeakProbe(values.map { Array($0.utf8) })

    static func request(_ content: String = russian, stream: Bool = false, model: String = "test-model") -> String {
        #"{"model":"\#(model)","stream":\#(stream),"messages":[{"role":"user","content":"\#(content)"}]}"#
    }

    /// The content of the user's message as the upstream got it.
    static func content(of request: ReceivedRequest) throws -> String {
        struct Body: Decodable {
            struct Message: Decodable { let content: String }
            let messages: [Message]
        }
        return try #require(JSONDecoder().decode(Body.self, from: Data(request.body)).messages.last?.content)
    }

    /// Answers with what was said, whole.
    static let parrot: RecordingUpstream.Script = { request in
        [.completion((try? content(of: request)) ?? "nothing")]
    }
}

/// What the chunks of a chat stream say.
struct StreamedContent {
    let content: String

    init(_ text: String) throws {
        struct Chunk: Decodable {
            struct Choice: Decodable {
                struct Delta: Decodable { let content: String? }
                let delta: Delta
            }
            let choices: [Choice]
        }
        content = try text.split(separator: "\n\n").filter { !$0.hasPrefix("data: [DONE]") }.map { event in
            try JSONDecoder().decode(Chunk.self, from: Data(event.dropFirst("data: ".count).utf8))
                .choices.compactMap(\.delta.content).joined()
        }.joined()
    }
}

/// An error as OpenAI's SDKs read it.
struct ErrorAnswer: Decodable {
    struct Inner: Decodable {
        let message: String
        let type: String
        let code: String
    }
    let error: Inner

    init(_ answer: HTTPAnswer) throws {
        self = try JSONDecoder().decode(ErrorAnswer.self, from: Data(answer.body))
    }
}

extension TestGateway {
    /// The codes of the records that belong to requests, in order, as they are now.
    func requestCodes() throws -> [String] {
        struct Record: Decodable {
            let code: String
            let corr: String?
        }
        return try auditRecords().map { try JSONDecoder().decode(Record.self, from: Data($0.utf8)) }
            .filter { $0.corr != nil }.map(\.code)
    }

    /// The same once the last request has its end: that is written after the answer has gone out.
    func endedCodes() async throws -> [String] {
        let ends: Set = ["LLM002I", "LLM003W", "LLM007W", "LLM008W"]
        while true {
            let codes = try requestCodes()
            if let last = codes.last, ends.contains(last) { return codes }
            await Task.yield()
        }
    }

    /// The last record, once the last request has its end.
    func lastRecord() async throws -> String {
        _ = try await endedCodes()
        return try auditRecords().last ?? ""
    }
}
