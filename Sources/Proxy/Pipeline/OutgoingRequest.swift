// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Providers
import Pseudonymization

/// A tokenised request as it will leave: in the upstream's wire format, with the path and headers of that.
struct OutgoingRequest: Sendable {
    let request: TokenizedRequest
    /// The path after the upstream's base URL.
    let target: String
    let headers: [(name: String, value: String)]
    /// How its answer becomes the caller's; `nil` where both speak the same.
    let translation: AnswerTranslation?
}

/// The way back from an upstream's wire format to the caller's.
struct AnswerTranslation: Sendable {
    let adapter: any ChatAdapter
    let head: AnswerHead
    /// Whether the caller asked for a stream.
    let isStreaming: Bool

    /// A whole answer. Throws `.invalidBody` where it is not understood.
    func whole(_ body: [UInt8]) throws(ProviderError) -> [UInt8] { try adapter.answer(body, to: head) }
}
