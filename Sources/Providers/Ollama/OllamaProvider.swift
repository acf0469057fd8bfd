// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Ollama's own API.
package struct OllamaProvider: Provider {
    /// `POST /api/chat`, whole and streamed.
    package static let chat = Endpoint(
        dialect: .ollama, name: "ollama.chat", method: "POST", path: "/api/chat", upstreamPath: "/chat")
    /// `POST /api/generate`, whole and streamed.
    package static let generate = Endpoint(
        dialect: .ollama, name: "ollama.generate", method: "POST", path: "/api/generate", upstreamPath: "/generate")
    /// `GET /api/tags`, answered by the gateway itself.
    package static let models = Endpoint(
        dialect: .ollama, name: "models", method: "GET", path: "/api/tags", upstreamPath: "/tags")

    package let dialect = Dialect.ollama
    package let endpoints = [chat, generate, models]
    package let headers: [ForwardedHeader] = []

    package let coverage = Coverage(sections: [
        Coverage.Section(chat, .request, OllamaCoverage.chatRequest),
        Coverage.Section(chat, .response, OllamaCoverage.chatResponse),
        Coverage.Section(chat, .event, OllamaCoverage.chatEvent),
        Coverage.Section(generate, .request, OllamaCoverage.generateRequest),
        Coverage.Section(generate, .response, OllamaCoverage.generateResponse),
        Coverage.Section(generate, .event, OllamaCoverage.generateEvent),
        Coverage.Section(models, .response, OllamaCoverage.models),
    ])

    private struct Graphs {
        let request: CoverageGraph
        let response: CoverageGraph
        let event: CoverageGraph
    }

    private let chatGraphs = Graphs(
        request: CoverageGraph(OllamaCoverage.chatRequest), response: CoverageGraph(OllamaCoverage.chatResponse),
        event: CoverageGraph(OllamaCoverage.chatEvent))
    private let generateGraphs = Graphs(
        request: CoverageGraph(OllamaCoverage.generateRequest),
        response: CoverageGraph(OllamaCoverage.generateResponse), event: CoverageGraph(OllamaCoverage.generateEvent))
    private let modelsGraph = CoverageGraph(OllamaCoverage.models)

    package init() {}

    package func parseRequest(_ body: [UInt8], to endpoint: Endpoint) throws(ProviderError) -> ParsedRequest {
        guard endpoint != Self.models else { return try ParsedRequest.empty(body) }
        let scan = try JSONBody.object(body)
        // Here a request that does not say asks for a stream.
        let head = try RequestHead(scan, streamsByDefault: true)
        let request = try OllamaRequest(scan, isChat: endpoint == Self.chat)
        let texts = try SlotCollector(scan, graph: graphs(of: endpoint).request, overrides: request.toolResults)
        return ParsedRequest(
            body: body, slots: texts.slots, model: head.model, isStreaming: head.isStreaming, residue: request.residue,
            unread: texts.unread, declaredTools: request.declaredTools, modelRange: head.modelRange,
            conversationOpening: request.opening,
            answersInJSON: request.answersInJSON,
            notePlace: endpoint == Self.chat
                ? NotePlace.messages(in: scan) : NotePlace.member("system", in: scan),
            outputDemand: scan.outputDemand)
    }

    package func parseResponse(_ body: [UInt8], from endpoint: Endpoint) throws(ProviderError) -> ParsedResponse {
        let graph = endpoint == Self.models ? modelsGraph : graphs(of: endpoint).response
        let scan = try JSONBody.object(body)
        let texts = try SlotCollector(scan, graph: graph)
        return ParsedResponse(
            body: body, slots: texts.slots, removals: texts.removals, isError: scan.hasError, usage: scan.usage)
    }

    package func parseStreamEvent(
        _ event: ServerSentEvent, from endpoint: Endpoint
    ) throws(ProviderError) -> StreamEvent {
        let scan = try JSONBody.object(event.data)
        if scan.hasError { return .failure }
        let texts = try SlotCollector(scan, graph: graphs(of: endpoint).event)
        let isLast = scan.member("done", of: 0).map { scan.nodes[$0].kind == .true } ?? false
        let pieces = texts.found.filter { $0.treatment == .lane && $0.slot.form == .free }.map {
            StreamDelta.Piece(lane: Self.lane(of: $0.slot.fieldName), slot: $0.slot)
        }
        let others = texts.found.filter { $0.treatment != .lane || $0.slot.form != .free }.map(\.slot)
        let delta = StreamDelta(
            pieces: pieces, wholeTexts: others, removals: texts.removals, ending: isLast ? .done : .none,
            usage: isLast ? scan.usage : nil)
        return delta.isEmpty ? .other : .delta(delta)
    }

    /// The lane's last event with another text.
    package func continuation(
        of lane: Lane, text: [UInt8], like event: ServerSentEvent, sequence: Int?, in endpoint: Endpoint
    ) -> ServerSentEvent? {
        guard let scan = try? JSONBody.object(event.data),
            let texts = try? SlotCollector(scan, graph: graphs(of: endpoint).event)
        else { return nil }
        let pieces = texts.found.filter { $0.treatment == .lane && $0.slot.form == .free }
        guard pieces.contains(where: { Self.lane(of: $0.slot.fieldName) == lane }) else { return nil }
        let edits = pieces.map { piece in
            let own = Self.lane(of: piece.slot.fieldName) == lane ? text : []
            return JSONEdit(range: piece.slot.text.sourceRange, replacement: JSONEscaper.escape(own, levels: 1))
        }
        return ServerSentEvent(name: nil, data: JSONSplicer.apply(edits, to: event.data))
    }

    private static func lane(of field: String?) -> Lane {
        Lane(choice: 0, kind: field == "thinking" ? .reasoning : .content)
    }

    private func graphs(of endpoint: Endpoint) -> Graphs { endpoint == Self.generate ? generateGraphs : chatGraphs }
}
