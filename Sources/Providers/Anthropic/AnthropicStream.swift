// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// Turns a message stream into chunks: blocks become lanes, and a block that calls a tool becomes the next call.
struct AnthropicStream: ChatStream {
    private var chunks: ChunkSequence
    private var usage = AnthropicUsage()
    private var ending = Completion.Ending.stop
    /// The open block that calls a tool: its place in the message, its number among the calls, whether it has arguments.
    private var call: (block: Int, index: Int, hasArguments: Bool)?

    init(_ head: AnswerHead) { chunks = ChunkSequence(head) }

    var reported: ReportedUsage? { chunks.usage }

    mutating func consume(_ event: ServerSentEvent) throws(ProviderError) -> [ServerSentEvent] {
        guard !chunks.isEnded else { return [] }
        let scan = try JSONBody.object(event.data)
        switch scan.text("type", of: 0) {
        case "message_start":
            guard let message = scan.member("message", of: 0) else { throw Self.malformed }
            chunks.name(scan.filled("model", of: message))
            usage.read(of: message, in: scan)
            return chunks.begin()
        case "content_block_start": return try start(scan)
        case "content_block_delta": return try delta(scan)
        case "content_block_stop": return stop(scan)
        case "message_delta":
            usage.read(of: 0, in: scan)
            if let delta = scan.member("delta", of: 0), let reason = scan.text("stop_reason", of: delta) {
                ending = AnthropicAdapter.ending(reason)
            }
            return []
        case "message_stop": return chunks.end(ending, usage.total)
        case "error": return chunks.fail(UpstreamComplaint.words(in: scan))
        case nil: throw Self.malformed
        // Such as `ping`: new kinds of events may come at any time, as the API says.
        default: return []
        }
    }

    func finish() throws(ProviderError) -> [ServerSentEvent] {
        guard chunks.isEnded else { throw Self.malformed }
        return []
    }

    private mutating func start(_ scan: JSONScan) throws(ProviderError) -> [ServerSentEvent] {
        guard let index = scan.index("index", of: 0), let block = scan.member("content_block", of: 0) else {
            throw Self.malformed
        }
        switch scan.text("type", of: block) {
        case "text": return chunks.text(scan.utf8("text", of: block))
        case "thinking": return chunks.reasoning(scan.utf8("thinking", of: block))
        case "redacted_thinking": return []
        case "tool_use":
            call = (index, chunks.callCount, false)
            return chunks.call(id: scan.filled("id", of: block), name: scan.utf8("name", of: block))
        default: throw Self.malformed
        }
    }

    private mutating func delta(_ scan: JSONScan) throws(ProviderError) -> [ServerSentEvent] {
        guard let delta = scan.member("delta", of: 0) else { throw Self.malformed }
        switch scan.text("type", of: delta) {
        case "text_delta": return chunks.text(scan.utf8("text", of: delta))
        case "thinking_delta": return chunks.reasoning(scan.utf8("thinking", of: delta))
        case "input_json_delta":
            guard let call, call.block == scan.index("index", of: 0) else { throw Self.malformed }
            let piece = scan.utf8("partial_json", of: delta)
            if !piece.isEmpty { self.call?.hasArguments = true }
            return chunks.arguments(piece, of: call.index)
        case "signature_delta", "citations_delta": return []
        default: throw Self.malformed
        }
    }

    /// A call of a tool that takes nothing comes without arguments; OpenAI's clients read JSON there.
    private mutating func stop(_ scan: JSONScan) -> [ServerSentEvent] {
        guard let call, call.block == scan.index("index", of: 0) else { return [] }
        self.call = nil
        return call.hasArguments ? [] : chunks.arguments(Array("{}".utf8), of: call.index)
    }

    private static let malformed = ProviderError(
        code: .invalidBody, expectation: "a message stream of text and tool_use blocks up to message_stop")
}
