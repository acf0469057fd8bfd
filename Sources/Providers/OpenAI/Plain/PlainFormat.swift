// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Endpoints that take texts in one field and have no messages: legacy completions, embeddings, moderations.
struct PlainFormat: OpenAIFormat {
    let coverage: [Coverage.Section]
    private let field: String
    private let requestGraph: CoverageGraph
    let responseGraph: CoverageGraph
    private let eventGraph: CoverageGraph

    static let completions = PlainFormat(
        OpenAIProvider.completions, field: "prompt", request: PlainCoverage.completionRequest,
        response: PlainCoverage.completionResponse, event: PlainCoverage.completionEvent)
    static let embeddings = PlainFormat(
        OpenAIProvider.embeddings, field: "input", request: PlainCoverage.embeddingRequest,
        response: PlainCoverage.embeddingResponse)
    static let moderations = PlainFormat(
        OpenAIProvider.moderations, field: "input", request: PlainCoverage.moderationRequest,
        response: PlainCoverage.moderationResponse)

    private init(
        _ endpoint: Endpoint, field: String, request: [CoverageRow], response: [CoverageRow],
        event: [CoverageRow] = []
    ) {
        self.field = field
        coverage =
            [Coverage.Section(endpoint, .request, request), Coverage.Section(endpoint, .response, response)]
            + (event.isEmpty ? [] : [Coverage.Section(endpoint, .event, event)])
        requestGraph = CoverageGraph(request)
        responseGraph = CoverageGraph(response)
        eventGraph = CoverageGraph(event)
    }

    func parseRequest(_ body: [UInt8]) throws(ProviderError) -> ParsedRequest {
        let scan = try JSONBody.object(body)
        let head = try RequestHead(scan)
        let input = try PlainInput(scan, field: field)
        return ParsedRequest(
            body: body, slots: try SlotCollector(scan, graph: requestGraph).slots, model: head.model,
            isStreaming: head.isStreaming, residue: input.residue, declaredTools: [], modelRange: head.modelRange,
            conversationOpening: input.texts, routing: RoutingHints(plain: scan), outputDemand: scan.outputDemand)
    }

    func parseEvent(_ scan: JSONScan) throws(ProviderError) -> StreamEvent {
        let choices = try ChunkChoices(scan)
        let delta = try choices.delta(of: SlotCollector(scan, graph: eventGraph), in: scan)
        return delta.isEmpty ? .other : .delta(delta)
    }

    func continuation(of lane: Lane, text: [UInt8], like event: ServerSentEvent, sequence: Int?) -> ServerSentEvent? {
        ChunkWriter.textContinuation(of: lane, text: text, like: event)
    }

    func cutoff(_ cut: StreamCut) -> [ServerSentEvent] { ChunkWriter.cutoff(cut, delta: ("text", "")) }
}
