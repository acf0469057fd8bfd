// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// Turns YandexGPT's objects into chunks. Each says all of the text so far, so what is new in it is what goes out; a text
/// that takes back what it said ends the stream with an error.
struct YandexGPTStream: ChatStream {
    private var chunks: ChunkSequence
    /// The text so far; an event's size limits it.
    private var text: [UInt8] = []

    init(_ head: AnswerHead) { chunks = ChunkSequence(head) }

    var reported: ReportedUsage? { chunks.usage }

    mutating func consume(_ event: ServerSentEvent) throws(ProviderError) -> [ServerSentEvent] {
        guard !chunks.isEnded else { return [] }
        let scan = try JSONBody.object(event.data)
        if scan.value("error", of: 0) != nil { return chunks.fail(UpstreamComplaint.words(in: scan)) }
        let said = try YandexGPTAnswer(scan)
        var events = chunks.begin()
        // What was filtered may come without its text.
        if said.ending != .contentFilter || !said.text.isEmpty {
            guard said.text.starts(with: text) || said.ending == .toolCalls else { throw YandexGPTAnswer.malformed }
            if said.text.count > text.count {
                events += chunks.text(Array(said.text[text.count...]))
                text = said.text
            }
        }
        guard let ending = said.ending else { return events }
        for call in said.calls {
            let index = chunks.callCount
            events += chunks.call(id: call.id, name: call.name) + chunks.arguments(call.arguments, of: index)
        }
        return events + chunks.end(ending, said.usage)
    }

    func finish() throws(ProviderError) -> [ServerSentEvent] {
        guard chunks.isEnded else { throw YandexGPTAnswer.malformed }
        return []
    }
}
