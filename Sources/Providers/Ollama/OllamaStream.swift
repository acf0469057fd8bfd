// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// Turns lines into chunks: each has a piece of the text, or whole calls; the last one is `done`.
struct OllamaStream: ChatStream {
    private var chunks: ChunkSequence

    init(_ head: AnswerHead) { chunks = ChunkSequence(head) }

    var reported: ReportedUsage? { chunks.usage }

    mutating func consume(_ event: ServerSentEvent) throws(ProviderError) -> [ServerSentEvent] {
        guard !chunks.isEnded else { return [] }
        let scan = try JSONBody.object(event.data)
        if scan.value("error", of: 0) != nil { return chunks.fail(UpstreamComplaint.words(in: scan)) }
        guard let message = scan.member("message", of: 0) else { throw OllamaAdapter.malformed }
        chunks.name(scan.filled("model", of: 0))
        var events = chunks.begin()
        if let thought = scan.filled("thinking", of: message) { events += chunks.reasoning(thought) }
        if let text = scan.filled("content", of: message) { events += chunks.text(text) }
        for call in OllamaAdapter.calls(of: message, in: scan) {
            let index = chunks.callCount
            events += chunks.call(id: call.id, name: call.name) + chunks.arguments(call.arguments, of: index)
        }
        guard scan.isTrue("done", of: 0) else { return events }
        let ending = OllamaAdapter.ending(scan.text("done_reason", of: 0), hasCalls: chunks.callCount > 0)
        return events + chunks.end(ending, OllamaAdapter.usage(scan))
    }

    func finish() throws(ProviderError) -> [ServerSentEvent] {
        guard chunks.isEnded else { throw OllamaAdapter.malformed }
        return []
    }
}
