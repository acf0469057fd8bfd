// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

extension OllamaProvider {
    /// The last line, which is `done` for the reason `length`.
    package func cutoff(_ cut: StreamCut, in endpoint: Endpoint) -> [ServerSentEvent] {
        guard let scan = try? JSONBody.object(cut.last.data) else { return [] }
        let identity = ["model", "created_at"].compactMap { name -> (String, JSONDraft)? in
            scan.member(name, of: 0).map { (name, scan.copy($0)) }
        }
        let empty: (String, JSONDraft) =
            endpoint == Self.generate
            ? ("response", "") : ("message", .object([("role", .string("assistant")), ("content", "")]))
        let end: [(String, JSONDraft)] = [
            empty, ("done", .boolean(true)), ("done_reason", .string("length")),
            ("prompt_eval_count", .integer(cut.usage.input)), ("eval_count", .integer(cut.usage.output)),
        ]
        return [ServerSentEvent(name: nil, data: JSONDraft.object(identity + end).bytes())]
    }
}
