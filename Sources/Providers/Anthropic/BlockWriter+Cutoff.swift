// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

extension BlockWriter {
    /// The end of each open block, and of the message with `stop_reason` `max_tokens`.
    static func cutoff(_ cut: StreamCut) -> [ServerSentEvent] {
        let stops = cut.open.map { block in
            event("content_block_stop", [("index", .integer(block))])
        }
        let delta: [(String, JSONDraft)] = [("stop_reason", .string("max_tokens")), ("stop_sequence", .null)]
        return stops + [
            event(
                "message_delta",
                [
                    ("delta", .object(delta)),
                    ("usage", .object([("output_tokens", .integer(cut.usage.output))])),
                ]),
            event("message_stop", []),
        ]
    }

    private static func event(_ type: String, _ members: [(String, JSONDraft)]) -> ServerSentEvent {
        ServerSentEvent(name: type, data: JSONDraft.object([("type", .string(type))] + members).bytes())
    }
}
