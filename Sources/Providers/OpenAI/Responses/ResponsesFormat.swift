// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Responses.
struct ResponsesFormat: OpenAIFormat {
    let coverage = [
        Coverage.Section(OpenAIProvider.responses, .request, ResponsesCoverage.request),
        Coverage.Section(OpenAIProvider.responses, .response, ResponsesCoverage.response),
        Coverage.Section(OpenAIProvider.responses, .event, ResponsesCoverage.event),
    ]

    private let requestGraph = CoverageGraph(ResponsesCoverage.request)
    let responseGraph = CoverageGraph(ResponsesCoverage.response)
    private let eventGraph = CoverageGraph(ResponsesCoverage.event)

    func parseRequest(_ body: [UInt8]) throws(ProviderError) -> ParsedRequest {
        let scan = try JSONBody.object(body)
        let head = try RequestHead(scan)
        let request = try ResponsesRequest(scan)
        let input = try ResponsesInput(scan)
        let texts = try SlotCollector(scan, graph: requestGraph, overrides: input.toolResults)
        return ParsedRequest(
            body: body, slots: texts.slots, model: head.model, isStreaming: head.isStreaming, residue: input.residue,
            unread: texts.unread, declaredTools: request.declaredTools, modelRange: head.modelRange,
            conversationOpening: input.opening,
            answersInJSON: request.answersInJSON, storageEdit: StorageEdit.edit(in: scan, isKeptByDefault: true),
            notePlace: NotePlace.member("instructions", in: scan), routing: RoutingHints(responses: scan),
            outputDemand: scan.outputDemand)
    }

    func parseEvent(_ scan: JSONScan) throws(ProviderError) -> StreamEvent {
        let event = try ItemEvents(scan)
        if event.isError { return .failure }
        return .delta(try event.delta(of: SlotCollector(scan, graph: eventGraph)))
    }

    func continuation(of lane: Lane, text: [UInt8], like event: ServerSentEvent, sequence: Int?) -> ServerSentEvent? {
        ItemWriter.continuation(of: lane, text: text, like: event, sequence: sequence)
    }

    func cutoff(_ cut: StreamCut) -> [ServerSentEvent] { ItemWriter.cutoff(cut) }
}
