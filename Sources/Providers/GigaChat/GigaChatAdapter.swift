// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Carries chat completions to GigaChat (REST API v1, reference as of November 2026): OpenAI's shape with functions of
/// its own kind. One call an answer; a conversation with calls in parallel is written one after the other.
package struct GigaChatAdapter: ChatAdapter {
    package let dialect = Dialect.gigachat
    package let path = "/chat/completions"
    package let headers: [(name: String, value: String)] = []
    /// `seed` asks for an answer like the last one, as far as possible; here it is not.
    package let parameters = ChatParameters(
        carried: ["temperature", "top_p", "reasoning_effort"], dropped: ["seed"])

    package init() {}

    package func stream(to head: AnswerHead) -> any ChatStream { GigaChatStream(head) }

    /// Why an answer ended; `nil` for an error of the model's.
    static func ending(_ reason: String?) -> Completion.Ending? {
        switch reason {
        case "length": .length
        case "function_call": .toolCalls
        case "blacklist": .contentFilter
        case "error": nil
        default: .stop
        }
    }

    private static let callPrefix = Array("call_".utf8)
    private static let dash = UInt8(ascii: "-")
    /// Where a UUID has its dashes, counted without them.
    private static let dashes = [8, 12, 16, 20]
    private static let digitCount = 32

    /// The identifier of a call, out of GigaChat's own (a UUID) for the state of the conversation's functions, which it
    /// wants to see again; `nil` for a state of another form.
    static func callID(ofState state: [UInt8]?) -> [UInt8]? {
        guard let state else { return nil }
        let letters = HexLetters.encode(state.filter { $0 != dash })
        let id = callPrefix + letters
        return Self.state(ofCall: id).map { _ in id }
    }

    /// The state that a call's identifier names; `nil` where the call was another model's.
    static func state(ofCall id: some Collection<UInt8>) -> [UInt8]? {
        guard id.starts(with: callPrefix), id.count == callPrefix.count + digitCount,
            let digits = HexLetters.decode(id.dropFirst(callPrefix.count))
        else { return nil }
        return digits.enumerated().flatMap { dashes.contains($0) ? [dash, $1] : [$1] }
    }
}
