// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// Writes the chunks of one streamed chat completion, in the order clients take them (reference: the accumulator of the
/// openai SDK): the role first, a call's name before its arguments, one chunk with the reason of the end, then the
/// usage if it was asked for, then the end mark.
struct ChunkSequence: Sendable {
    private let head: AnswerHead
    /// The model's name, where the vendor said it before the first chunk: all chunks have the same.
    private var model: [UInt8]?
    private var hasBegun = false
    private(set) var callCount = 0
    /// Whether the end mark was written.
    private(set) var isEnded = false
    /// What the vendor says of the cost; known at the end.
    private(set) var usage: ReportedUsage?

    init(_ head: AnswerHead) { self.head = head }

    /// The model's name as the vendor says it; `nil` says nothing.
    mutating func name(_ model: [UInt8]?) {
        if !hasBegun, let model { self.model = model }
    }

    /// The chunk that says who speaks; nothing the second time.
    mutating func begin() -> [ServerSentEvent] {
        guard !hasBegun else { return [] }
        hasBegun = true
        return [chunk([("role", "assistant"), ("content", "")])]
    }

    /// A piece of the answer; nothing for an empty one.
    mutating func text(_ text: [UInt8]) -> [ServerSentEvent] { piece("content", text) }

    /// A piece of what the model thinks; nothing for an empty one.
    mutating func reasoning(_ text: [UInt8]) -> [ServerSentEvent] { piece("reasoning_content", text) }

    /// The beginning of a call. Its number is `callCount` before this.
    mutating func call(id: [UInt8]?, name: [UInt8]) -> [ServerSentEvent] {
        let index = callCount
        callCount += 1
        let function = JSONDraft.object([("name", .text(name)), ("arguments", "")])
        return begin() + [
            call(
                index, [("id", .text(id ?? head.callID(index))), ("type", "function"), ("function", function)])
        ]
    }

    /// A piece of a call's arguments; nothing for an empty one.
    func arguments(_ text: [UInt8], of index: Int) -> [ServerSentEvent] {
        text.isEmpty ? [] : [call(index, [("function", .object([("arguments", .text(text))]))])]
    }

    /// The end: why, how much, and the mark after which nothing comes.
    mutating func end(_ ending: Completion.Ending, _ usage: Completion.Usage?) -> [ServerSentEvent] {
        guard !isEnded else { return [] }
        isEnded = true
        self.usage = usage?.reported
        var events = begin() + [chunk([], ending)]
        if head.includesUsage, let usage {
            events.append(event([("choices", .array([])), ("usage", usage.draft)]))
        }
        return events + [ServerSentEvent(name: nil, data: Array("[DONE]".utf8))]
    }

    /// The vendor's own error, in its own words; nothing follows it.
    mutating func fail(_ words: String?) -> [ServerSentEvent] {
        guard !isEnded else { return [] }
        isEnded = true
        return [ServerSentEvent(name: nil, data: OpenAIProvider().errorBody(.upstream(502, words)))]
    }

    private mutating func piece(_ name: String, _ text: [UInt8]) -> [ServerSentEvent] {
        text.isEmpty ? begin() : begin() + [chunk([(name, .text(text))])]
    }

    private func call(_ index: Int, _ members: [(String, JSONDraft)]) -> ServerSentEvent {
        chunk([("tool_calls", .array([.object([("index", .integer(index))] + members)]))])
    }

    private func chunk(_ delta: [(String, JSONDraft)], _ ending: Completion.Ending? = nil) -> ServerSentEvent {
        let reason = ending.map { JSONDraft.text(Array($0.rawValue.utf8)) } ?? .null
        return event([
            (
                "choices",
                .array([
                    .object([("index", .integer(0)), ("delta", .object(delta)), ("finish_reason", reason)])
                ])
            )
        ])
    }

    private func event(_ members: [(String, JSONDraft)]) -> ServerSentEvent {
        ServerSentEvent(
            name: nil,
            data: JSONDraft.object(head.identity("chat.completion.chunk", model: model) + members).bytes())
    }
}
