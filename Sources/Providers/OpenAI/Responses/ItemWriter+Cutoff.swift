// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

extension ItemWriter {
    /// `response.incomplete`, with the response that the stream began with: its items have gone out piece by piece and are
    /// not said again.
    static func cutoff(_ cut: StreamCut) -> [ServerSentEvent] {
        guard let scan = try? JSONBody.object(cut.opening.data), let response = scan.member("response", of: 0),
            scan.nodes[response].kind == .object
        else { return [] }
        let ours = ["status", "incomplete_details", "output", "usage"]
        let kept = scan.children(of: response).compactMap { key -> (String, JSONDraft)? in
            let name = scan.string(key)
            return ours.contains(name) ? nil : (name, scan.copy(key + 1))
        }
        let ended: [(String, JSONDraft)] = [
            ("status", .string("incomplete")),
            ("incomplete_details", .object([("reason", .string("max_output_tokens"))])), ("output", .array([])),
            ("usage", usage(cut)),
        ]
        var event: [(String, JSONDraft)] = [("type", .string("response.incomplete"))]
        if let sequence = cut.sequence { event.append(("sequence_number", .integer(sequence))) }
        event.append(("response", .object(kept + ended)))
        return [ServerSentEvent(name: "response.incomplete", data: JSONDraft.object(event).bytes())]
    }

    private static func usage(_ cut: StreamCut) -> JSONDraft {
        .object([
            ("input_tokens", .integer(cut.usage.input)),
            ("input_tokens_details", .object([("cached_tokens", .integer(cut.usage.cachedInput))])),
            ("output_tokens", .integer(cut.usage.output)),
            ("output_tokens_details", .object([("reasoning_tokens", .integer(cut.usage.reasoning))])),
            ("total_tokens", .integer(Completion.Usage.sum(cut.usage.input, cut.usage.output))),
        ])
    }
}
