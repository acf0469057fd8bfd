// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Writes a delta into a running message stream. The SDK skips events without a name, so it has one.
enum BlockWriter {
    static func continuation(of lane: Lane, text: [UInt8]) -> ServerSentEvent {
        let delta = delta(lane.kind, .string(String(decoding: text, as: UTF8.self)))
        let event = JSONValue.object([
            ("type", "content_block_delta"), ("index", .integer(Int64(lane.choice))), ("delta", delta),
        ])
        return ServerSentEvent(name: "content_block_delta", data: event.canonicalBytes())
    }

    private static func delta(_ kind: Lane.Kind, _ text: JSONValue) -> JSONValue {
        switch kind {
        case .thinking, .reasoning: .object([("type", "thinking_delta"), ("thinking", text)])
        case .toolArguments, .functionArguments, .toolInput:
            .object([("type", "input_json_delta"), ("partial_json", text)])
        case .content, .refusal, .transcript, .part, .field: .object([("type", "text_delta"), ("text", text)])
        }
    }
}
