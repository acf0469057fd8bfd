// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A vendor's wire format.
///
/// Contract: pure; a body it does not understand is an error, never skipped; a string it does not list as structural
/// is a text slot. What may differ between providers: paths, structural fields, stream events, error shape.
package protocol Provider: Sendable {
    /// The wire format.
    var dialect: Dialect { get }
    /// Headers of the caller that the vendor's API acts on: these go on, and no other.
    var headers: [ForwardedHeader] { get }
    /// Every field it knows.
    var coverage: Coverage { get }
    /// Every endpoint it serves.
    var endpoints: [Endpoint] { get }

    /// Finds every text of a request body.
    func parseRequest(_ body: [UInt8], to endpoint: Endpoint) throws(ProviderError) -> ParsedRequest
    /// Finds every text of a whole response body.
    func parseResponse(_ body: [UInt8], from endpoint: Endpoint) throws(ProviderError) -> ParsedResponse
    /// Reads one server-sent event of a streamed response.
    func parseStreamEvent(_ event: ServerSentEvent, from endpoint: Endpoint) throws(ProviderError) -> StreamEvent
    /// An event that continues a lane with `text`, with the identity of `event`, the last one of that lane; for what is
    /// left of a lane when it ends. `sequence` is its number where the stream numbers its events.
    func continuation(
        of lane: Lane, text: [UInt8], like event: ServerSentEvent, sequence: Int?, in endpoint: Endpoint
    ) -> ServerSentEvent?
    /// The events that end a stream at its limit as the vendor ends one: with `length`, `max_tokens` or its word for it.
    /// Nothing where a stream has no form of that.
    func cutoff(_ cut: StreamCut, in endpoint: Endpoint) -> [ServerSentEvent]
    /// The body of the list of models.
    func modelList(_ models: [ServedModel]) -> [UInt8]
    /// An error body in the vendor's shape.
    func errorBody(_ error: ProviderErrorBody) -> [UInt8]
    /// An event for a stream that fails after it began.
    func errorEvent(_ error: ProviderErrorBody) -> [UInt8]
}

/// A path a provider serves.
package struct Endpoint: Hashable, Sendable {
    /// Whose format it is.
    package let dialect: Dialect
    /// The operation's name, constant: `chat.completions`.
    package let name: String
    package let method: String
    /// The path as clients call it: `/v1/chat/completions`.
    package let path: String
    /// The path after the upstream's base URL, which ends with the version: `/chat/completions`.
    package let upstreamPath: String

    package init(dialect: Dialect, name: String, method: String, path: String, upstreamPath: String) {
        self.dialect = dialect
        self.name = name
        self.method = method
        self.path = path
        self.upstreamPath = upstreamPath
    }
}

extension Endpoint {
    /// Whether the gateway answers it itself, with the models it serves.
    package var isList: Bool { name == "models" }

    /// Whether a stream may close after its choices have said why they end: some servers leave `[DONE]` out. Other formats have
    /// an event that ends all.
    package var streamsEndWithChoices: Bool { name == "chat.completions" || name == "completions" }
}

/// A model that this gateway serves.
package struct ServedModel: Sendable, Equatable {
    package let id: String
    package let ownedBy: String

    package init(id: String, ownedBy: String) {
        self.id = id
        self.ownedBy = ownedBy
    }
}

/// What an error answer says. `message` is written by us and holds no text of the data; where it is an upstream's own,
/// that one saw tokens only, and they stay tokens.
package struct ProviderErrorBody: Sendable, Equatable {
    package let message: String
    package let type: String
    package let code: String
    /// The HTTP status it is sent with, or would be.
    package let status: Int
    /// Our own id of the request, where it is known.
    package let request: String?

    package init(message: String, type: String, code: String, status: Int = 500, request: String? = nil) {
        self.message = message
        self.type = type
        self.code = code
        self.status = status
        self.request = request
    }
}

/// Why a body was not understood. Holds no text of the data.
package struct ProviderError: Error, Equatable, Sendable {
    package enum Code: String, Sendable {
        /// Not JSON, or not the shape the endpoint takes.
        case invalidBody
        /// A part that cannot be read, such as an unknown content part.
        case unsupportedContent
        /// A parameter that the upstream's API has no place for.
        case unsupportedParameter
        /// A depth or count limit.
        case limit
    }

    package let code: Code
    /// A constant sentence for the caller: what was expected.
    package let expectation: String

    package init(code: Code, expectation: String) {
        self.code = code
        self.expectation = expectation
    }
}
