// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// A whole answer, gathered from a vendor's, to be written as a chat completion.
struct Completion {
    struct Call {
        /// `nil` where the vendor has no identifiers.
        var id: [UInt8]?
        var name: [UInt8]
        /// JSON text of an object.
        var arguments: [UInt8]
    }

    /// Texts, in their order; they are one in OpenAI's answers.
    var text: [UInt8] = []
    var reasoning: [UInt8] = []
    var calls: [Call] = []
    var ending = Ending.stop
    var usage: Usage?
    /// The model's name, where the vendor says it.
    var model: [UInt8]?

    /// Why an answer ends, in OpenAI's words.
    enum Ending: String {
        case stop, length
        case toolCalls = "tool_calls"
        case contentFilter = "content_filter"
    }

    /// How many tokens of the model's vocabulary went in and came out.
    struct Usage {
        var prompt = 0
        var completion = 0
        /// Of the prompt's, those read from the vendor's cache.
        var cached = 0

        var draft: JSONDraft {
            .object([
                ("prompt_tokens", .integer(prompt)), ("completion_tokens", .integer(completion)),
                ("total_tokens", .integer(Self.sum(prompt, completion))),
                ("prompt_tokens_details", .object([("cached_tokens", .integer(cached))])),
            ])
        }

        var reported: ReportedUsage {
            ReportedUsage(
                input: Self.plausible(prompt), output: Self.plausible(completion), cachedInput: Self.plausible(cached))
        }

        private static func plausible(_ count: Int) -> Int? { count <= ReportedUsage.largest ? count : nil }

        /// Counts come from outside: those that cannot be added up say nothing.
        static func sum(_ numbers: Int...) -> Int {
            numbers.reduce(0) { sum, number in
                let (result, overflow) = sum.addingReportingOverflow(number)
                return overflow ? Int.max : result
            }
        }
    }

    func body(_ head: AnswerHead) -> [UInt8] {
        var message: [(String, JSONDraft)] = [
            ("role", "assistant"), ("content", text.isEmpty && !calls.isEmpty ? .null : .text(text)),
        ]
        if !reasoning.isEmpty { message.append(("reasoning_content", .text(reasoning))) }
        if !calls.isEmpty {
            message.append(
                (
                    "tool_calls",
                    .array(
                        calls.enumerated().map { index, call in
                            .object([("id", .text(call.id ?? head.callID(index)))] + Self.function(call))
                        })
                ))
        }
        let choice: [(String, JSONDraft)] = [
            ("index", .integer(0)), ("message", .object(message)), ("logprobs", .null),
            ("finish_reason", .text(Array(ending.rawValue.utf8))),
        ]
        return JSONDraft.object(
            head.identity("chat.completion", model: model) + [("choices", .array([.object(choice)]))]
                + (usage.map { [("usage", $0.draft)] } ?? [])
        ).bytes()
    }

    private static func function(_ call: Call) -> [(String, JSONDraft)] {
        [
            ("type", "function"),
            ("function", .object([("name", .text(call.name)), ("arguments", .text(call.arguments))])),
        ]
    }
}

extension AnswerHead {
    /// What every object of an answer begins with.
    func identity(_ kind: String, model named: [UInt8]?) -> [(String, JSONDraft)] {
        [
            ("id", .text(Array(id.utf8))), ("object", .text(Array(kind.utf8))), ("created", .integer(created)),
            ("model", .text(named ?? Array(model.utf8))),
        ]
    }
}
