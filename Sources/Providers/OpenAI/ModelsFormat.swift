// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// The list of models, which has no text.
struct ModelsFormat: OpenAIFormat {
    private static let rows = ["object", "data[].id", "data[].object", "data[].created", "data[].owned_by"]
        .map { CoverageRow($0, .structural) }

    let coverage = [Coverage.Section(OpenAIProvider.models, .response, rows)]
    let responseGraph = CoverageGraph(rows)

    func parseRequest(_ body: [UInt8]) throws(ProviderError) -> ParsedRequest { try .empty(body) }

    func parseEvent(_ scan: JSONScan) throws(ProviderError) -> StreamEvent { .other }

    func continuation(of lane: Lane, text: [UInt8], like event: ServerSentEvent, sequence: Int?) -> ServerSentEvent? {
        nil
    }

    func cutoff(_ cut: StreamCut) -> [ServerSentEvent] { [] }
}
