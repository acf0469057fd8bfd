// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import NIOCore
import PrivacyCore
package import Providers
import Pseudonymization

/// A model that lives in this process, so that the gateway can be tried without any other service.
///
/// It sees what any upstream sees, the tokenised request, and writes back as models do: with the tokens it was given,
/// some of them re-cased, escaped, stripped of brackets or inflected, and in uneven pieces when it streams.
package struct DemoModel: UpstreamClient {
    /// The one model name it serves.
    package static let model = "zavesa-demo"
    /// The wire formats it speaks.
    package static let dialects: Set<Dialect> = [.openai, .anthropic]

    /// The pause between two pieces of a stream; zero for tests.
    private let pace: Duration

    package init(pace: Duration = .milliseconds(12)) {
        self.pace = pace
    }

    package func send(_ request: RecordedRequest) async throws(UpstreamError) -> UpstreamResponse {
        let prompt: DemoPrompt
        do throws(JSONTextError) {
            prompt = try DemoPrompt(request.request.body)
        } catch {
            return Self.response(400, "application/json", [Array(#"{"error":{"message":"not understood"}}"#.utf8)])
        }
        let reply = DemoVoice(for: prompt.text).reply
        let id = request.request.request.rawValue
        let (whole, events): ([UInt8], [[UInt8]])
        switch request.request.target {
        case OpenAIProvider.chatCompletions.upstreamPath:
            let completion = DemoCompletion(id: id, prompt: prompt, reply: reply)
            (whole, events) = (completion.whole, completion.events)
        case AnthropicProvider.messages.upstreamPath:
            let message = DemoMessage(id: id, prompt: prompt, reply: reply)
            (whole, events) = (message.whole, message.events)
        case AnthropicProvider.countTokens.upstreamPath:
            return Self.response(
                200, "application/json", [DemoMessage(id: id, prompt: prompt, reply: reply).count])
        default:
            let error = #"{"error":{"message":"The demo model takes chat completions and messages only."}}"#
            return Self.response(404, "application/json", [Array(error.utf8)])
        }
        guard prompt.isStreaming else { return Self.response(200, "application/json", [whole]) }
        return Self.response(200, "text/event-stream", events, pace: pace)
    }

    package func shutdown() async {}

    private static func response(
        _ status: Int, _ contentType: String, _ pieces: [[UInt8]], pace: Duration = .zero
    ) -> UpstreamResponse {
        let body = UpstreamBody {
            var rest = pieces[...]
            return { () async throws(UpstreamError) -> ByteBuffer? in
                guard let piece = rest.popFirst() else { return nil }
                do {
                    if pace > .zero { try await Task.sleep(for: pace) }
                } catch {
                    throw UpstreamError(.cancelled)
                }
                return ByteBuffer(bytes: piece)
            }
        }
        return UpstreamResponse(status: status, contentType: contentType, body: body)
    }
}
