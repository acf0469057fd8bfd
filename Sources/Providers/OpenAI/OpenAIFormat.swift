// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// One family of OpenAI's endpoints: how its bodies and its events are read and written.
protocol OpenAIFormat: Sendable {
    var coverage: [Coverage.Section] { get }
    /// Where the texts of a whole response stand.
    var responseGraph: CoverageGraph { get }

    /// Finds every text of a request body.
    func parseRequest(_ body: [UInt8]) throws(ProviderError) -> ParsedRequest
    /// Finds every text of a whole response body.
    func parseResponse(_ body: [UInt8]) throws(ProviderError) -> ParsedResponse
    /// Reads one event of a stream, which is no error and not the end mark.
    func parseEvent(_ scan: JSONScan) throws(ProviderError) -> StreamEvent
    /// An event that continues a lane; see `Provider`.
    func continuation(of lane: Lane, text: [UInt8], like event: ServerSentEvent, sequence: Int?) -> ServerSentEvent?
    /// The end of a stream at its limit; see `Provider`.
    func cutoff(_ cut: StreamCut) -> [ServerSentEvent]
}

extension OpenAIFormat {
    func parseResponse(_ body: [UInt8]) throws(ProviderError) -> ParsedResponse {
        let scan = try JSONBody.object(body)
        let texts = try SlotCollector(scan, graph: responseGraph)
        // A response that says how it failed is an `object` with its error, and answers may have one beside them.
        let isError = scan.hasError && scan.member("object", of: 0) == nil && scan.member("choices", of: 0) == nil
        return ParsedResponse(
            body: body, slots: texts.slots, removals: texts.removals,
            offsets: texts.offsets.compactMap { place in texts.slot(citedAt: place.node).map { ($0, place.offset) } },
            isError: isError, usage: scan.usage)
    }
}
