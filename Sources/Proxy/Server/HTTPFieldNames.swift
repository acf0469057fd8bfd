// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import HTTPTypes

/// The header names this gateway reads and writes beside the standard ones.
extension HTTPField.Name {
    /// Our own id of the request, on every answer.
    package static let requestID = name("x-request-id")
    /// The same under the name that Anthropic's SDKs read.
    static let anthropicRequestID = name("request-id")
    /// Says which version of its API a caller of Anthropic's speaks; no other dialect has it.
    static let anthropicVersion = name("anthropic-version")
    /// `true` or `false`: overrides the retry rules of the vendors' SDKs.
    package static let shouldRetry = name("x-should-retry")
    /// Asks proxies in front of us not to collect a stream.
    static let accelBuffering = name("x-accel-buffering")

    /// Where in a trace a caller stands (W3C Trace Context). Goes on only where the settings say so.
    static let traceParent = name("traceparent")
    /// Where an answer comes from, and why from there: `NAME; in_country|foreign; REASON`.
    package static let route = name("x-zavesa-route")
    /// To how many upstreams the request went.
    package static let attempts = name("x-zavesa-attempts")
    /// On an answer that was made of values in clear: what the masked one showed, `tokens_lost` or `refusal`.
    package static let unmasked = name("x-zavesa-unmasked")

    /// Names of a conversation, the first one present counts (DESIGN §5). Read and never sent on.
    static let conversations = [
        name("x-zavesa-conversation"), name("x-session-id"), name("x-conversation-id"),
        name("x-claude-code-session-id"),
    ]

    /// The name of a case that spans conversations, where policy's scope is `case`.
    static let `case` = name("x-zavesa-case")

    /// What the request is for: a name of `policy.purposes`. Read and never sent on.
    static let purpose = name("x-zavesa-purpose")

    /// Asks what would become of a request, which is not sent. Read and never sent on.
    static let dryRun = name("x-zavesa-dry-run")

    /// A constant of this file: always a valid name.
    private static func name(_ text: String) -> HTTPField.Name {
        HTTPField.Name(text) ?? .from
    }
}
