// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// Carries OpenAI's chat completions to a vendor that speaks otherwise, and its answers back.
///
/// Contract: pure. It is handed a request whose values are tokens already, and its answers are restored after it, so
/// every text passes unchanged, byte for byte once unescaped, and numbers keep their spelling. A parameter that would
/// change the answer and has no place in the vendor's API is refused (`.unsupportedParameter`); what is left out stands
/// in `parameters`. Whatever comes back is a whole chat completion or a stream of chunks as OpenAI sends them, or an
/// error. What may differ: paths, parameters, framing, how a vendor ends a stream.
package protocol ChatAdapter: Sendable {
    /// The wire format of the upstream.
    var dialect: Dialect { get }
    /// The path after the upstream's base URL, which ends with the version.
    var path: String { get }
    /// Headers that the vendor's API asks for, without credentials.
    var headers: [(name: String, value: String)] { get }
    /// Headers that ask the vendor to keep nothing; nothing where it has no word for it.
    var storageHeaders: [(name: String, value: String)] { get }
    /// What becomes of the parameters of a request.
    var parameters: ChatParameters { get }

    /// The vendor's request body. Throws `.unsupportedParameter` for what it has no place for.
    func request(_ chat: AdaptedChat) throws(ProviderError) -> [UInt8]
    /// A whole answer as a chat completion. Throws `.invalidBody` for one that is not understood.
    func answer(_ body: [UInt8], to head: AnswerHead) throws(ProviderError) -> [UInt8]
    /// What translates a streamed answer.
    func stream(to head: AnswerHead) -> any ChatStream
}

extension ChatAdapter {
    package var storageHeaders: [(name: String, value: String)] { [] }

    /// The endpoint whose requests are carried.
    package var endpoint: Endpoint { OpenAIProvider.chatCompletions }

    /// Takes a request apart and writes the vendor's. Throws what either throws.
    package func adapt(_ body: [UInt8]) throws(ProviderError) -> (body: [UInt8], chat: AdaptedChat) {
        let chat = try AdaptedChat(body, parameters: parameters)
        return (try request(chat), chat)
    }
}

/// Turns the events of a vendor's stream into chunks of a chat completion.
///
/// A state machine without I/O: events in, events out, at once. `finish` says that the vendor's stream has ended; it
/// throws where that was before its end mark, so that half an answer is never taken for a whole one.
package protocol ChatStream: Sendable {
    /// Throws `.invalidBody` for an event that is not understood, `.limit` for one too many of something.
    mutating func consume(_ event: ServerSentEvent) throws(ProviderError) -> [ServerSentEvent]
    mutating func finish() throws(ProviderError) -> [ServerSentEvent]
    /// What the vendor has said of the cost, whether the caller asked for it or not.
    var reported: ReportedUsage? { get }
}

/// What an answer says of itself that the vendor does not.
package struct AnswerHead: Sendable {
    /// The identifier of the completion.
    package let id: String
    /// Seconds since 1970.
    package let created: Int
    /// The model, where the vendor does not name it.
    package let model: String
    /// Whether a stream ends with a chunk of usage (`stream_options.include_usage`).
    package let includesUsage: Bool

    package init(id: String, created: Int, model: String, includesUsage: Bool) {
        self.id = id
        self.created = created
        self.model = model
        self.includesUsage = includesUsage
    }

    /// An identifier for a tool call that the vendor gave none: no other call of the conversation has it.
    func callID(_ index: Int) -> [UInt8] {
        Array("call_".utf8) + HexLetters.encode(id.utf8.suffix(12)) + Array("_\(index)".utf8)
    }
}
