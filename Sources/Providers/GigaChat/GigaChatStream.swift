// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// Turns GigaChat's chunks into OpenAI's: a call comes whole in one of them.
struct GigaChatStream: ChatStream {
    private var chunks: ChunkSequence
    private var usage: Completion.Usage?
    private var ending: Completion.Ending?

    init(_ head: AnswerHead) { chunks = ChunkSequence(head) }

    var reported: ReportedUsage? { chunks.usage }

    mutating func consume(_ event: ServerSentEvent) throws(ProviderError) -> [ServerSentEvent] {
        guard !chunks.isEnded else { return [] }
        guard !event.data.starts(with: "[DONE]".utf8) else {
            guard let ending else { throw GigaChatAdapter.malformed }
            return chunks.end(chunks.callCount > 0 ? .toolCalls : ending, usage)
        }
        let scan = try JSONBody.object(event.data)
        guard scan.value("error", of: 0) == nil, scan.member("choices", of: 0) != nil else {
            return chunks.fail(UpstreamComplaint.words(in: scan))
        }
        chunks.name(scan.filled("model", of: 0))
        usage = GigaChatAdapter.usage(scan) ?? usage
        var events: [ServerSentEvent] = []
        for choice in scan.elements("choices", of: 0) {
            if let delta = scan.member("delta", of: choice) { events += said(delta, in: scan) }
            guard let reason = scan.text("finish_reason", of: choice) else { continue }
            guard let known = GigaChatAdapter.ending(reason) else { return events + chunks.fail(nil) }
            ending = known
        }
        return events
    }

    func finish() throws(ProviderError) -> [ServerSentEvent] {
        guard chunks.isEnded else { throw GigaChatAdapter.malformed }
        return []
    }

    private mutating func said(_ delta: Int, in scan: JSONScan) -> [ServerSentEvent] {
        // How far a function of GigaChat's own has come: no part of the answer.
        guard scan.text("role", of: delta) != "function_in_progress" else { return [] }
        var events = chunks.begin()
        if let thought = scan.filled("reasoning_content", of: delta) { events += chunks.reasoning(thought) }
        if let text = scan.filled("content", of: delta) { events += chunks.text(text) }
        if let call = GigaChatAdapter.call(of: delta, in: scan) {
            let index = chunks.callCount
            events += chunks.call(id: call.id, name: call.name) + chunks.arguments(call.arguments, of: index)
        }
        return events
    }
}
