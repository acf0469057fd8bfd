// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Providers
import Testing

/// How long an answer requests ask for: what a budget reserves by, so nothing may be read as less than a vendor would.
@Suite struct OutputDemandTests {
    static let requests: [(Endpoint, String, OutputDemand)] = [
        (OpenAIProvider.chatCompletions, #""messages":[]"#, OutputDemand()),
        (OpenAIProvider.chatCompletions, #""messages":[],"max_tokens":7"#, OutputDemand(tokens: 7)),
        (
            OpenAIProvider.chatCompletions, #""messages":[],"max_tokens":7,"max_completion_tokens":9,"n":3"#,
            OutputDemand(tokens: 9, choices: 3)
        ),
        (OpenAIProvider.chatCompletions, #""messages":[],"max_tokens":1.5e3"#, OutputDemand(tokens: 1_500)),
        (OpenAIProvider.chatCompletions, #""messages":[],"max_tokens":0.5"#, OutputDemand(tokens: 1)),
        (OpenAIProvider.chatCompletions, #""messages":[],"max_tokens":1e99"#, OutputDemand(tokens: 1_000_000_000)),
        (OpenAIProvider.chatCompletions, #""messages":[],"max_tokens":null,"n":0"#, OutputDemand()),
        (
            OpenAIProvider.chatCompletions, #""messages":[],"stream_options":{"include_usage":true}"#,
            OutputDemand(includesUsage: true)
        ),
        (
            OpenAIProvider.completions, #""prompt":"a","max_tokens":5,"n":1,"best_of":4"#,
            OutputDemand(tokens: 5, choices: 4)
        ),
        (OpenAIProvider.responses, #""input":"a","max_output_tokens":5"#, OutputDemand(tokens: 5)),
        (AnthropicProvider.messages, #""messages":[],"max_tokens":5"#, OutputDemand(tokens: 5)),
        (OllamaProvider.chat, #""messages":[],"options":{"num_predict":5}"#, OutputDemand(tokens: 5)),
        (OllamaProvider.chat, #""messages":[],"options":{"num_predict":-1}"#, OutputDemand()),
    ]

    @Test(arguments: requests) func isReadInEveryDialect(endpoint: Endpoint, rest: String, demand: OutputDemand) throws
    {
        let body = Array(#"{"model":"m",\#(rest)}"#.utf8)
        #expect(try ProviderTable().provider(of: endpoint).parseRequest(body, to: endpoint).outputDemand == demand)
    }
}
