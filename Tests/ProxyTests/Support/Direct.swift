// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Vault
import ZavesaTesting

/// Answers of the direct API and of Presidio's, as clients read them.
enum Direct {
    struct Span: Decodable, Equatable {
        let start, end: Int
        let type, label: String
        let `class`: String
        let score: Double
    }

    struct Spans: Decodable { let spans: [Span] }

    struct Results: Decodable { let results: [Spans] }

    struct Tokenized: Decodable {
        let text: String?
        let texts: [String]?
        let conversation: String?
        let entities, actions: [String: Int]
        let `class`, residual: String
    }

    struct Restored: Decodable {
        let text: String?
        let texts: [String]?
        let restored, repaired, unknown, withheld: Int
    }

    struct Preview: Decodable {
        struct Entity: Decodable { let type, action, rule: String }
        struct Place: Decodable {
            let name, country, rule: String
            let allowed: Bool
        }
        let decision, `class`, residual: String
        let entities: [Entity]
        let upstreams: [Place]
    }

    struct Result: Decodable {
        struct Explanation: Decodable { let recognizer, textualExplanation: String }
        let entityType: String
        let start, end: Int
        let score: Double
        let analysisExplanation: Explanation?
    }

    struct Anonymized: Decodable {
        struct Item: Decodable, Equatable {
            let start, end: Int
            let entityType, text, `operator`: String
        }
        let text: String
        let items: [Item]
    }

    /// Presidio's form of an error.
    struct Refusal: Decodable { let error: String }

    /// A JSON string literal of a text.
    static func literal(_ text: String) throws -> String {
        String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    }

    /// The settings of a gateway that knows callers `app` and `other` of one tenant, whose keys are `key-of-…`.
    static func keys(in folder: TemporaryFolder) throws -> String {
        let lines = ["app", "other"].map { name in
            let digest = SHA256.hash(data: Array("key-of-\(name)".utf8))
                .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            return "\(name) acme sha256:\(digest)\n"
        }
        _ = try PrivateFile.create(folder.file("keys"), contents: Array(lines.joined().utf8))
        return "keys_file: \(folder.file("keys"))"
    }
}

extension TestGateway {
    /// Posts JSON to a path.
    func post(_ json: String, to path: String, headers: String = "") async throws -> HTTPAnswer {
        try await RawClient.connect(to: port) { try await $0.exchange(json, to: path, headers: headers) }
    }

    /// The answer to a post that went well.
    func ask<Answer: Decodable & Sendable>(
        _ json: String, of path: String, headers: String = "", as: Answer.Type = Answer.self
    ) async throws -> Answer {
        let answer = try await post(json, to: path, headers: headers)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Answer.self, from: Data(answer.body))
    }

    /// Anything but a post, without a body.
    func request(_ method: String, _ path: String, headers: String = "") async throws -> HTTPAnswer {
        try await RawClient.connect(to: port) { client in
            try await client.send("\(method) \(path) HTTP/1.1\r\nhost: a\r\n\(headers)\r\n")
            return try await client.answer()
        }
    }
}
