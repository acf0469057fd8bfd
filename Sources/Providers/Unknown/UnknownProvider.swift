// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// A provider's endpoints that nobody here has read about: JSON of which every string, key and longer number is text.
///
/// What a field means is not known, so that something in it may be an image or a file: such a request stays in the country.
/// In a stream each event is restored by itself.
struct UnknownProvider: Provider {
    /// Whose API it is: errors have its shape.
    let known: any Provider

    var dialect: Dialect { known.dialect }
    var headers: [ForwardedHeader] { known.headers }
    var coverage: Coverage { Coverage(sections: []) }
    var endpoints: [Endpoint] { [] }

    /// What is no text for anybody: which model, and whether the answer is a stream.
    private static let request = CoverageGraph([CoverageRow("model", .structural), CoverageRow("stream", .structural)])
    private static let answer = CoverageGraph([])

    func parseRequest(_ body: [UInt8], to endpoint: Endpoint) throws(ProviderError) -> ParsedRequest {
        let scan = try JSONBody.object(body)
        let head = try RequestHead(scan)
        let texts = try SlotCollector(scan, graph: Self.request)
        return ParsedRequest(
            body: body, slots: texts.slots, model: head.model, isStreaming: head.isStreaming, residue: [.unknown],
            declaredTools: [], modelRange: head.modelRange,
            conversationOpening: texts.slots.map { Sensitive($0.text.utf8) }, outputDemand: scan.outputDemand)
    }

    func parseResponse(_ body: [UInt8], from endpoint: Endpoint) throws(ProviderError) -> ParsedResponse {
        let scan = try JSONBody.object(body)
        return ParsedResponse(body: body, slots: try SlotCollector(scan, graph: Self.answer).slots, usage: scan.usage)
    }

    func parseStreamEvent(
        _ event: ServerSentEvent, from endpoint: Endpoint
    ) throws(ProviderError) -> StreamEvent {
        if event.data.starts(with: "[DONE]".utf8) { return .done }
        let scan = try JSONBody.object(event.data)
        let texts = try SlotCollector(scan, graph: Self.answer)
        return .delta(StreamDelta(pieces: [], wholeTexts: texts.slots, usage: scan.usage))
    }

    func continuation(
        of lane: Lane, text: [UInt8], like event: ServerSentEvent, sequence: Int?, in endpoint: Endpoint
    ) -> ServerSentEvent? { nil }

    func cutoff(_ cut: StreamCut, in endpoint: Endpoint) -> [ServerSentEvent] { [] }

    func modelList(_ models: [ServedModel]) -> [UInt8] { known.modelList(models) }
    func errorBody(_ error: ProviderErrorBody) -> [UInt8] { known.errorBody(error) }
    func errorEvent(_ error: ProviderErrorBody) -> [UInt8] { known.errorEvent(error) }
}
