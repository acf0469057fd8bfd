// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Anthropic's messages, as its own service and every compatible one speak them.
package struct AnthropicProvider: Provider {
    /// `POST /v1/messages`, whole and streamed.
    package static let messages = Endpoint(
        dialect: .anthropic, name: "messages", method: "POST", path: "/v1/messages", upstreamPath: "/messages")
    /// `POST /v1/messages/count_tokens`: the request of messages, answered with a number.
    package static let countTokens = Endpoint(
        dialect: .anthropic, name: "messages.count_tokens", method: "POST", path: "/v1/messages/count_tokens",
        upstreamPath: "/messages/count_tokens")
    /// `GET /v1/models`, answered by the gateway itself.
    package static let models = Endpoint(
        dialect: .anthropic, name: "models", method: "GET", path: "/v1/models", upstreamPath: "/models")

    package let dialect = Dialect.anthropic
    package let endpoints = [messages, countTokens, models]
    package let headers = [
        ForwardedHeader(name: "anthropic-version", standard: "2023-06-01"), ForwardedHeader(name: "anthropic-beta"),
    ]

    package let coverage = Coverage(sections: [
        Coverage.Section(messages, .request, AnthropicCoverage.request),
        Coverage.Section(messages, .response, AnthropicCoverage.response),
        Coverage.Section(messages, .event, AnthropicCoverage.event),
        Coverage.Section(models, .response, AnthropicCoverage.models),
    ])

    private let requestGraph = CoverageGraph(AnthropicCoverage.request)
    private let responseGraph = CoverageGraph(AnthropicCoverage.response)
    private let eventGraph = CoverageGraph(AnthropicCoverage.event)
    private let modelsGraph = CoverageGraph(AnthropicCoverage.models)

    package init() {}

    package func parseRequest(_ body: [UInt8], to endpoint: Endpoint) throws(ProviderError) -> ParsedRequest {
        guard endpoint != Self.models else { return try ParsedRequest.empty(body) }
        let scan = try JSONBody.object(body)
        let head = try RequestHead(scan)
        let request = MessagesRequest(scan)
        let content = try MessagesContent(scan)
        let texts = try SlotCollector(scan, graph: requestGraph, overrides: content.blocks.overrides)
        return ParsedRequest(
            body: body, slots: texts.slots, model: head.model, isStreaming: head.isStreaming,
            residue: content.blocks.residue, unread: texts.unread, declaredTools: request.declaredTools,
            modelRange: head.modelRange,
            conversationOpening: content.opening, answersInJSON: request.answersInJSON,
            signed: texts.signed(content.blocks.signed, in: scan), notePlace: NotePlace.member("system", in: scan),
            documents: content.blocks.documents.map { text in
                text.flatMap { text in texts.found.firstIndex { $0.node == text } }
            }, routing: RoutingHints(plain: scan), outputDemand: scan.outputDemand)
    }

    package func parseResponse(_ body: [UInt8], from endpoint: Endpoint) throws(ProviderError) -> ParsedResponse {
        let scan = try JSONBody.object(body)
        let texts = try SlotCollector(scan, graph: endpoint == Self.models ? modelsGraph : responseGraph)
        var blocks = ContentBlocks(scan)
        // A kind of block that is not known is searched like any other, but none of it is signed.
        if let content = scan.member("content", of: 0) { _ = try? blocks.read(content) }
        return ParsedResponse(
            body: body, slots: texts.slots, signed: texts.signed(blocks.signed, in: scan), cited: texts.cited,
            isError: scan.text("type", of: 0) == "error", usage: scan.usage)
    }

    package func parseStreamEvent(
        _ event: ServerSentEvent, from endpoint: Endpoint
    ) throws(ProviderError) -> StreamEvent {
        let scan = try JSONBody.object(event.data)
        let events = try BlockEvents(scan)
        if events.isError { return .failure }
        if events.isEnd { return .done }
        let texts = try SlotCollector(scan, graph: eventGraph)
        let delta = events.delta(of: texts)
        return delta.isEmpty ? .other : .delta(delta)
    }

    package func continuation(
        of lane: Lane, text: [UInt8], like event: ServerSentEvent, sequence: Int?, in endpoint: Endpoint
    ) -> ServerSentEvent? {
        BlockWriter.continuation(of: lane, text: text)
    }

    package func cutoff(_ cut: StreamCut, in endpoint: Endpoint) -> [ServerSentEvent] { BlockWriter.cutoff(cut) }
}

extension SlotCollector {
    /// Signed texts by their place among the slots.
    fileprivate func signed(_ blocks: [ContentBlocks.Signed], in scan: JSONScan) -> [SignedText] {
        guard !blocks.isEmpty else { return [] }
        var places: [Int: Int] = [:]
        for (slot, text) in found.enumerated() { places[text.node] = slot }
        return blocks.compactMap { block in
            places[block.text].map { SignedText(slot: $0, signature: scan.decoded(block.signature)) }
        }
    }
}
