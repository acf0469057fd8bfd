// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import JSONText

/// The demo model's answer in OpenAI's shape, whole or as the events of a stream.
struct DemoCompletion {
    private let id: String
    private let created = Int64(Date.now.timeIntervalSince1970)
    private let prompt: DemoPrompt
    private let reply: String

    init(id: String, prompt: DemoPrompt, reply: String) {
        self.id = "chatcmpl-\(id)"
        self.prompt = prompt
        self.reply = reply
    }

    /// The body of a `chat.completion`.
    var whole: [UInt8] {
        let message = JSONValue.object([("role", "assistant"), ("content", .string(reply))])
        let choice = JSONValue.object([("index", 0), ("message", message), ("finish_reason", "stop")])
        let account = prompt.wantsAccount ? DemoAccount(received: prompt.text, said: reply).json : nil
        return body("chat.completion", [choice], usage: usage, account: account).canonicalBytes()
    }

    /// The events of a stream, each ready to be written.
    var events: [[UInt8]] {
        var events = [chunk(.object([("role", "assistant"), ("content", "")]))]
        events += DemoPieces.cut(reply).map { chunk(.object([("content", .string($0))])) }
        events.append(chunk(.object([]), finish: "stop"))
        if prompt.wantsUsage { events.append(event(body("chat.completion.chunk", [], usage: usage))) }
        events.append(Array("data: [DONE]\n\n".utf8))
        return events
    }

    private func chunk(_ delta: JSONValue, finish: String? = nil) -> [UInt8] {
        let reason = finish.map(JSONValue.string) ?? .null
        let choice = JSONValue.object([("index", 0), ("delta", delta), ("finish_reason", reason)])
        return event(body("chat.completion.chunk", [choice], usage: nil))
    }

    private func event(_ value: JSONValue) -> [UInt8] {
        Array("data: ".utf8) + value.canonicalBytes() + Array("\n\n".utf8)
    }

    private func body(
        _ object: String, _ choices: [JSONValue], usage: JSONValue?, account: JSONValue? = nil
    ) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("id", .string(id)), ("object", .string(object)), ("created", .integer(created)),
            ("model", .string(DemoModel.model)), ("choices", .array(choices)),
        ]
        if let usage { members.append(("usage", usage)) }
        if let account { members.append((DemoAccount.key, account)) }
        return .object(members)
    }

    /// Counted as a quarter of the bytes: the demo model has no vocabulary of its own.
    private var usage: JSONValue {
        let (asked, said) = (Int64(prompt.body.count / 4), Int64(reply.utf8.count / 4))
        return .object([
            ("prompt_tokens", .integer(asked)), ("completion_tokens", .integer(said)),
            ("total_tokens", .integer(asked + said)),
        ])
    }
}
