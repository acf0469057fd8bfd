// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// The demo model's answer in Anthropic's shape, whole or as the events of a stream.
struct DemoMessage {
    private let id: String
    private let prompt: DemoPrompt
    private let reply: String

    init(id: String, prompt: DemoPrompt, reply: String) {
        self.id = "msg_\(id)"
        self.prompt = prompt
        self.reply = reply
    }

    /// The body of a message.
    var whole: [UInt8] {
        message([.object([("type", "text"), ("text", .string(reply))])], stop: "end_turn", output: said)
            .canonicalBytes()
    }

    /// The body of a count of tokens.
    var count: [UInt8] { JSONValue.object([("input_tokens", .integer(asked))]).canonicalBytes() }

    /// The events of a stream, each ready to be written.
    var events: [[UInt8]] {
        let block = JSONValue.object([("type", "text"), ("text", "")])
        var events = [
            event("message_start", [("message", message([], stop: nil, output: 0))]),
            event("content_block_start", [("index", 0), ("content_block", block)]),
        ]
        events += DemoPieces.cut(reply).map { piece in
            let delta = JSONValue.object([("type", "text_delta"), ("text", .string(piece))])
            return event("content_block_delta", [("index", 0), ("delta", delta)])
        }
        let end = JSONValue.object([("stop_reason", "end_turn"), ("stop_sequence", .null)])
        return events + [
            event("content_block_stop", [("index", 0)]),
            event("message_delta", [("delta", end), ("usage", .object([("output_tokens", .integer(said))]))]),
            event("message_stop", []),
        ]
    }

    private func message(_ content: [JSONValue], stop: String?, output: Int64) -> JSONValue {
        .object([
            ("id", .string(id)), ("type", "message"), ("role", "assistant"), ("model", .string(DemoModel.model)),
            ("content", .array(content)), ("stop_reason", stop.map(JSONValue.string) ?? .null),
            ("stop_sequence", .null),
            ("usage", .object([("input_tokens", .integer(asked)), ("output_tokens", .integer(output))])),
        ])
    }

    private func event(_ type: String, _ members: [(String, JSONValue)]) -> [UInt8] {
        let data = JSONValue.object([("type", .string(type))] + members).canonicalBytes()
        return Array("event: \(type)\ndata: ".utf8) + data + Array("\n\n".utf8)
    }

    /// Counted as a quarter of the bytes: the demo model has no vocabulary of its own.
    private var asked: Int64 { Int64(prompt.body.count / 4) }
    private var said: Int64 { Int64(reply.utf8.count / 4) }
}
