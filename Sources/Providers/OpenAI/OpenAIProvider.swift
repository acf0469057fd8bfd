// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// OpenAI's chat completions, as its own service and every compatible one speak them.
package struct OpenAIProvider: Provider {
    /// `POST /v1/chat/completions`, whole and streamed.
    package static let chatCompletions = Endpoint(
        dialect: .openai, name: "chat.completions", method: "POST", path: "/v1/chat/completions",
        upstreamPath: "/chat/completions")
    /// `GET /v1/models`, answered by the gateway itself.
    package static let models = Endpoint(
        dialect: .openai, name: "models", method: "GET", path: "/v1/models", upstreamPath: "/models")

    package let dialect = Dialect.openai
    package let endpoints = [chatCompletions, models]
    package let headers: [ForwardedHeader] = []

    /// Every field it knows.
    package let coverage = Coverage(sections: [
        Coverage.Section(chatCompletions, .request, OpenAICoverage.request),
        Coverage.Section(chatCompletions, .response, OpenAICoverage.response),
        Coverage.Section(chatCompletions, .event, OpenAICoverage.event),
        Coverage.Section(models, .response, OpenAICoverage.models),
    ])

    private let requestGraph = CoverageGraph(OpenAICoverage.request)
    private let responseGraph = CoverageGraph(OpenAICoverage.response)
    private let eventGraph = CoverageGraph(OpenAICoverage.event)
    private let modelsGraph = CoverageGraph(OpenAICoverage.models)

    package init() {}

    package func parseRequest(_ body: [UInt8], to endpoint: Endpoint) throws(ProviderError) -> ParsedRequest {
        guard endpoint != Self.models else { return try ParsedRequest.empty(body) }
        let scan = try JSONBody.object(body)
        let head = try RequestHead(scan)
        let request = ChatRequest(scan)
        let messages = try ChatMessages(scan)
        let texts = try SlotCollector(scan, graph: requestGraph, overrides: messages.toolResults)
        return ParsedRequest(
            body: body, slots: texts.slots, model: head.model, isStreaming: head.isStreaming,
            residue: messages.residue, declaredTools: request.declaredTools, modelRange: head.modelRange,
            conversationOpening: messages.opening, answersInJSON: request.answersInJSON)
    }

    package func parseResponse(_ body: [UInt8], from endpoint: Endpoint) throws(ProviderError) -> ParsedResponse {
        let scan = try JSONBody.object(body)
        let graph = endpoint == Self.models ? modelsGraph : responseGraph
        let texts = try SlotCollector(scan, graph: graph)
        return ParsedResponse(body: body, slots: texts.slots, removals: texts.removals)
    }

    package func parseStreamEvent(
        _ event: ServerSentEvent, from endpoint: Endpoint
    ) throws(ProviderError) -> StreamEvent {
        if event.data.starts(with: "[DONE]".utf8) { return .done }
        let scan = try JSONBody.object(event.data)
        if let error = scan.member("error", of: 0), scan.nodes[error].kind != .null { return .failure }
        let choices = try ChunkChoices(scan)
        let texts = try SlotCollector(scan, graph: eventGraph)
        let delta = try choices.delta(of: texts, in: scan)
        return delta.isEmpty ? .other : .delta(delta)
    }

    package func continuation(of lane: Lane, text: [UInt8], like event: ServerSentEvent) -> ServerSentEvent? {
        ChunkWriter.continuation(of: lane, text: text, like: event)
    }
}
