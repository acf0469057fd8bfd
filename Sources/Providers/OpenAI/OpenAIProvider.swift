// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// OpenAI's API, as its own service and every compatible one speak it.
package struct OpenAIProvider: Provider {
    /// `POST /v1/chat/completions`, whole and streamed.
    package static let chatCompletions = endpoint("chat.completions", "/chat/completions")
    /// `POST /v1/responses`, whole and streamed.
    package static let responses = endpoint("responses", "/responses")
    /// `POST /v1/completions`, whole and streamed.
    package static let completions = endpoint("completions", "/completions")
    /// `POST /v1/embeddings`.
    package static let embeddings = endpoint("embeddings", "/embeddings")
    /// `POST /v1/moderations`.
    package static let moderations = endpoint("moderations", "/moderations")
    /// `GET /v1/models`, answered by the gateway itself.
    package static let models = endpoint("models", "/models", method: "GET")

    package let dialect = Dialect.openai
    package let endpoints = [
        Self.chatCompletions, Self.responses, Self.completions, Self.embeddings, Self.moderations, Self.models,
    ]
    package let headers: [ForwardedHeader] = []

    private let chatFormat: any OpenAIFormat = ChatFormat()
    private let responsesFormat: any OpenAIFormat = ResponsesFormat()
    private let completionsFormat: any OpenAIFormat = PlainFormat.completions
    private let embeddingsFormat: any OpenAIFormat = PlainFormat.embeddings
    private let moderationsFormat: any OpenAIFormat = PlainFormat.moderations
    private let modelsFormat: any OpenAIFormat = ModelsFormat()

    package init() {}

    package var coverage: Coverage {
        Coverage(sections: endpoints.flatMap { format(of: $0).coverage })
    }

    package func parseRequest(_ body: [UInt8], to endpoint: Endpoint) throws(ProviderError) -> ParsedRequest {
        try format(of: endpoint).parseRequest(body)
    }

    package func parseResponse(_ body: [UInt8], from endpoint: Endpoint) throws(ProviderError) -> ParsedResponse {
        try format(of: endpoint).parseResponse(body)
    }

    package func parseStreamEvent(
        _ event: ServerSentEvent, from endpoint: Endpoint
    ) throws(ProviderError) -> StreamEvent {
        if event.data.starts(with: "[DONE]".utf8) { return .done }
        let scan = try JSONBody.object(event.data)
        if scan.hasError { return .failure }
        return try format(of: endpoint).parseEvent(scan)
    }

    package func continuation(
        of lane: Lane, text: [UInt8], like event: ServerSentEvent, sequence: Int?, in endpoint: Endpoint
    ) -> ServerSentEvent? {
        format(of: endpoint).continuation(of: lane, text: text, like: event, sequence: sequence)
    }

    package func cutoff(_ cut: StreamCut, in endpoint: Endpoint) -> [ServerSentEvent] {
        format(of: endpoint).cutoff(cut)
    }

    private func format(of endpoint: Endpoint) -> any OpenAIFormat {
        switch endpoint {
        case Self.models: modelsFormat
        case Self.responses: responsesFormat
        case Self.completions: completionsFormat
        case Self.embeddings: embeddingsFormat
        case Self.moderations: moderationsFormat
        default: chatFormat
        }
    }

    private static func endpoint(_ name: String, _ path: String, method: String = "POST") -> Endpoint {
        Endpoint(dialect: .openai, name: name, method: method, path: "/v1\(path)", upstreamPath: path)
    }
}
