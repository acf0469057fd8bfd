// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Providers
import Testing

/// What answers say of their cost, in every dialect.
@Suite struct UsageTests {
    private static func apart(_ usage: ReportedUsage, read: Int, written: Int?) -> ReportedUsage {
        var usage = usage
        (usage.readApart, usage.writtenApart) = (read, written)
        return usage
    }

    static let whole: [(Endpoint, String, ReportedUsage?)] = [
        (
            OpenAIProvider.chatCompletions,
            #"{"object":"chat.completion","choices":[],"usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18,"prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":3}}}"#,
            ReportedUsage(input: 11, output: 7, cachedInput: 4, reasoning: 3)
        ),
        (OpenAIProvider.chatCompletions, #"{"choices":[],"usage":null}"#, nil),
        (OpenAIProvider.chatCompletions, #"{"choices":[]}"#, nil),
        (
            OpenAIProvider.chatCompletions,
            #"{"choices":[],"usage":{"prompt_tokens":-1,"completion_tokens":9000000000000000}}"#, nil
        ),
        (
            OpenAIProvider.responses,
            #"{"object":"response","output":[],"usage":{"input_tokens":5,"input_tokens_details":{"cached_tokens":1},"output_tokens":6,"output_tokens_details":{"reasoning_tokens":2}}}"#,
            ReportedUsage(input: 5, output: 6, cachedInput: 1, reasoning: 2)
        ),
        (
            OpenAIProvider.embeddings, #"{"object":"list","data":[],"usage":{"prompt_tokens":8,"total_tokens":8}}"#,
            ReportedUsage(input: 8)
        ),
        (
            AnthropicProvider.messages,
            #"{"type":"message","content":[],"usage":{"input_tokens":5,"cache_read_input_tokens":90,"cache_creation_input_tokens":10,"output_tokens":6}}"#,
            apart(ReportedUsage(input: 5, output: 6), read: 90, written: 10)
        ),
        (
            OllamaProvider.chat, #"{"message":{"content":"a"},"done":true,"prompt_eval_count":12,"eval_count":3}"#,
            ReportedUsage(input: 12, output: 3)
        ),
    ]

    @Test(arguments: whole) func ofAWholeAnswer(endpoint: Endpoint, body: String, usage: ReportedUsage?) throws {
        let provider = ProviderTable().provider(of: endpoint)
        #expect(try provider.parseResponse(Array(body.utf8), from: endpoint).usage == usage)
    }

    static let events: [(Endpoint, String, ReportedUsage?)] = [
        (
            OpenAIProvider.chatCompletions,
            #"{"object":"chat.completion.chunk","choices":[],"usage":{"prompt_tokens":11,"completion_tokens":7}}"#,
            ReportedUsage(input: 11, output: 7)
        ),
        (OpenAIProvider.chatCompletions, #"{"choices":[{"index":0,"delta":{"content":"a"}}],"usage":null}"#, nil),
        (
            OpenAIProvider.responses,
            #"{"type":"response.completed","response":{"output":[],"usage":{"input_tokens":5,"output_tokens":6}}}"#,
            ReportedUsage(input: 5, output: 6)
        ),
        (
            AnthropicProvider.messages,
            #"{"type":"message_start","message":{"content":[],"usage":{"input_tokens":5,"cache_read_input_tokens":2,"output_tokens":1}}}"#,
            apart(ReportedUsage(input: 5, output: 1), read: 2, written: nil)
        ),
        (
            AnthropicProvider.messages,
            #"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":15}}"#,
            ReportedUsage(output: 15)
        ),
        (
            OllamaProvider.chat,
            #"{"message":{"content":""},"done":true,"prompt_eval_count":12,"eval_count":3}"#,
            ReportedUsage(input: 12, output: 3)
        ),
        (OllamaProvider.chat, #"{"message":{"content":"a"},"done":false,"eval_count":1}"#, nil),
    ]

    @Test(arguments: events) func ofAnEvent(endpoint: Endpoint, data: String, usage: ReportedUsage?) throws {
        let event = ServerSentEvent(name: nil, data: Array(data.utf8))
        switch try ProviderTable().provider(of: endpoint).parseStreamEvent(event, from: endpoint) {
        case .delta(let delta): #expect(delta.usage == usage)
        case .other: #expect(usage == nil)
        case .done, .failure: Issue.record("neither an end nor a failure")
        }
    }
}
