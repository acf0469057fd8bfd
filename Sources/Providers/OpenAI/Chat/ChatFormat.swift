// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Chat completions.
struct ChatFormat: OpenAIFormat {
    let coverage = [
        Coverage.Section(OpenAIProvider.chatCompletions, .request, ChatCoverage.request),
        Coverage.Section(OpenAIProvider.chatCompletions, .response, ChatCoverage.response),
        Coverage.Section(OpenAIProvider.chatCompletions, .event, ChatCoverage.event),
    ]

    private let requestGraph = CoverageGraph(ChatCoverage.request)
    let responseGraph = CoverageGraph(ChatCoverage.response)
    private let eventGraph = CoverageGraph(ChatCoverage.event)

    func parseRequest(_ body: [UInt8]) throws(ProviderError) -> ParsedRequest {
        let scan = try JSONBody.object(body)
        let head = try RequestHead(scan)
        let request = ChatRequest(scan)
        let messages = try ChatMessages(scan)
        let texts = try SlotCollector(scan, graph: requestGraph, overrides: messages.toolResults)
        return ParsedRequest(
            body: body, slots: texts.slots, model: head.model, isStreaming: head.isStreaming,
            residue: messages.residue, unread: texts.unread, declaredTools: request.declaredTools,
            modelRange: head.modelRange,
            conversationOpening: messages.opening, answersInJSON: request.answersInJSON,
            storageEdit: StorageEdit.edit(in: scan, isKeptByDefault: false),
            notePlace: NotePlace.messages(in: scan), routing: try RoutingHints(chat: scan),
            outputDemand: scan.outputDemand)
    }

    func parseEvent(_ scan: JSONScan) throws(ProviderError) -> StreamEvent {
        let choices = try ChunkChoices(scan)
        let texts = try SlotCollector(scan, graph: eventGraph)
        let delta = try choices.delta(of: texts, in: scan)
        return delta.isEmpty ? .other : .delta(delta)
    }

    func continuation(of lane: Lane, text: [UInt8], like event: ServerSentEvent, sequence: Int?) -> ServerSentEvent? {
        ChunkWriter.continuation(of: lane, text: text, like: event)
    }

    func cutoff(_ cut: StreamCut) -> [ServerSentEvent] {
        ChunkWriter.cutoff(cut, delta: ("delta", .object([])))
    }
}
