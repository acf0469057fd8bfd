// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

extension ChunkWriter {
    /// A chunk with `finish_reason` `length` for each choice that is open, the usage if it was asked for, the end mark.
    /// `delta` is the member that a choice has beside its index: `delta` of a chat, `text` of a completion.
    static func cutoff(_ cut: StreamCut, delta: (String, JSONDraft)) -> [ServerSentEvent] {
        guard let scan = try? JSONBody.object(cut.last.data) else { return [] }
        let identity = ["id", "object", "created", "model", "system_fingerprint"].compactMap {
            name -> (String, JSONDraft)? in
            scan.member(name, of: 0).map { (name, scan.copy($0)) }
        }
        let event = { (members: [(String, JSONDraft)]) in
            ServerSentEvent(name: cut.last.name, data: JSONDraft.object(identity + members).bytes())
        }
        var events = cut.open.map { choice in
            event([
                (
                    "choices",
                    .array([
                        .object([
                            ("index", .integer(choice)), delta, ("logprobs", .null),
                            ("finish_reason", .string("length")),
                        ])
                    ])
                )
            ])
        }
        if cut.includesUsage {
            let usage = Completion.Usage(
                prompt: cut.usage.input, completion: cut.usage.output, cached: cut.usage.cachedInput)
            events.append(event([("choices", .array([])), ("usage", usage.draft)]))
        }
        return events + [ServerSentEvent(name: nil, data: Array("[DONE]".utf8))]
    }
}
