// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Writes a chunk into a running stream.
///
/// Clients add repeated strings up: so no role, no tool identifier and no tool name, only the lane's own text
/// (reference: the accumulator of the openai SDK).
enum ChunkWriter {
    /// What tells which stream a chunk belongs to; copied byte for byte.
    private static let identity: [String] = ["id", "object", "created", "model", "system_fingerprint"]

    /// A chunk of a chat; `nil` where `event` is none.
    static func continuation(of lane: Lane, text: [UInt8], like event: ServerSentEvent) -> ServerSentEvent? {
        chunk(choice: lane.choice, Array("\"delta\":".utf8) + delta(lane.kind, literal(text)), like: event)
    }

    /// A chunk of a legacy completion, whose choices have one text; `nil` where `event` is none.
    static func textContinuation(of lane: Lane, text: [UInt8], like event: ServerSentEvent) -> ServerSentEvent? {
        chunk(
            choice: lane.choice, Array("\"text\":".utf8) + literal(text) + Array(",\"logprobs\":null".utf8), like: event
        )
    }

    private static func chunk(choice: Int, _ member: [UInt8], like event: ServerSentEvent) -> ServerSentEvent? {
        guard let scan = try? JSONBody.object(event.data) else { return nil }
        var output = Array("{".utf8)
        for name in identity {
            guard let value = scan.member(name, of: 0) else { continue }
            output += Array("\"\(name)\":".utf8) + scan.bytes[scan.sourceRange(of: value)] + [UInt8(ascii: ",")]
        }
        output += Array("\"choices\":[{\"index\":\(choice),".utf8) + member
        output += Array(",\"finish_reason\":null}]}".utf8)
        return ServerSentEvent(name: event.name, data: output)
    }

    private static func delta(_ kind: Lane.Kind, _ text: [UInt8]) -> [UInt8] {
        switch kind {
        case .content: member("content", text)
        case .reasoning, .thinking: member("reasoning_content", text)
        case .refusal: member("refusal", text)
        case .transcript: member("audio", member("transcript", text))
        case .functionArguments: member("function_call", member("arguments", text))
        case .toolArguments(let index): call(index, member("function", member("arguments", text)))
        case .toolInput(let index): call(index, member("custom", member("input", text)))
        case .field(let name), .part(let name, _): member(name, text)
        }
    }

    /// `{"tool_calls":[{"index":…,…}]}`
    private static func call(_ index: Int, _ definition: [UInt8]) -> [UInt8] {
        member("tool_calls", Array("[{\"index\":\(index),".utf8) + definition.dropFirst() + [UInt8(ascii: "]")])
    }

    /// `{"name":value}`
    private static func member(_ name: String, _ value: [UInt8]) -> [UInt8] {
        [UInt8(ascii: "{")] + literal(Array(name.utf8)) + [UInt8(ascii: ":")] + value + [UInt8(ascii: "}")]
    }

    private static func literal(_ text: [UInt8]) -> [UInt8] {
        [UInt8(ascii: "\"")] + JSONEscaper.escape(text, levels: 1) + [UInt8(ascii: "\"")]
    }
}
