// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Providers

/// The texts of chat requests, for looking at what went out.
enum OpenAIProviderTexts {
    static func all(in body: [UInt8]) throws -> [[UInt8]] {
        try PlantedRequest.provider.parseRequest(body, to: OpenAIProvider.chatCompletions).texts
    }

    /// A request with one user message.
    static func request(_ text: [UInt8]) throws -> ParsedRequest {
        try PlantedRequest.provider.parseRequest(PlantedRequest.body(user: text), to: OpenAIProvider.chatCompletions)
    }

    /// A whole answer with one message.
    static func response(_ text: [UInt8]) throws -> ParsedResponse {
        let body =
            Array(#"{"choices":[{"index":0,"message":{"role":"assistant","content":""#.utf8)
            + JSONEscaper.escape(text, levels: 1) + Array(#""},"finish_reason":"stop"}]}"#.utf8)
        return try PlantedRequest.provider.parseResponse(body, from: OpenAIProvider.chatCompletions)
    }

    static func first(in body: [UInt8]) throws -> [UInt8]? { try all(in: body).first }
}
