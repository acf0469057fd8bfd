// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1
package import NIOSSL
package import PrivacyCore
import Pseudonymization

/// An upstream reached over HTTP/1.1, on the event loop of the caller's own connection.
///
/// Redirects are not followed (they could lead to another country); answers are asked for uncompressed, because a
/// compressed stream cannot be scanned.
package struct HTTPUpstreamClient: UpstreamClient {
    /// The key; `nil` for an upstream that asks for none.
    private let key: Sensitive<String>?
    private let keyHeader: KeyHeader
    /// What exchanges the key for tokens; `nil` where the key itself is sent.
    private let tokens: AccessTokens?
    private let timeouts: UpstreamTimeouts
    /// `nil` where the base URL is none.
    private let client: OriginClient?

    /// How an upstream is told its key.
    package enum KeyHeader: Sendable, Equatable {
        /// `authorization: Bearer KEY`
        case bearer
        /// `authorization: Api-Key KEY`
        case authorizationAPIKey
        /// `x-api-key: KEY`
        case apiKey
    }

    /// `baseURL` includes the version path: `https://api.example.org/v1`. `additionalRoots` are the certificates of
    /// `ca_file`, trusted beside the system's. With `exchange` the key is not sent to the upstream, but what it is
    /// exchanged for. `rules` hold for the connections that exchange it, too.
    package init(
        baseURL: String, key: Sensitive<String>?, keyHeader: KeyHeader = .bearer, exchange: TokenExchange? = nil,
        timeouts: UpstreamTimeouts, additionalRoots: [NIOSSLCertificate] = [], proxy: HTTPProxy? = nil,
        rules: ConnectionRules = ConnectionRules()
    ) {
        self.key = key
        self.keyHeader = keyHeader
        self.timeouts = timeouts
        let client = { OriginClient($0, proxy: proxy, timeouts: timeouts, roots: additionalRoots, rules: rules) }
        self.client = client(baseURL)
        tokens = exchange.flatMap { exchange in
            guard let key, let authority = client(exchange.url) else { return nil }
            return AccessTokens(exchange, key: key, client: authority)
        }
    }

    /// With an exchange: a token that the upstream refuses is replaced, once, and the same bytes are sent to it again.
    package func send(_ request: RecordedRequest) async throws(UpstreamError) -> UpstreamResponse {
        guard let tokens else { return try await send(request, authorizedBy: key) }
        let token = try await tokens.token()
        let response = try await send(request, authorizedBy: token)
        guard response.status == 401 else { return response }
        return try await send(request, authorizedBy: tokens.token(after: token))
    }

    package func probe(_ path: String?) async -> Bool { (try? await client?.answers(path)) ?? false }

    package func shutdown() async {
        await tokens?.shutdown()
        client?.close()
    }

    private func send(
        _ request: RecordedRequest, authorizedBy key: Sensitive<String>?
    ) async throws(UpstreamError) -> UpstreamResponse {
        guard let client else { throw UpstreamError(.connect) }
        let sanitized = request.request
        let (head, body) = try await client.post(
            ByteBuffer(bytes: sanitized.body), to: sanitized.target, headers: headers(of: sanitized, key))
        return UpstreamResponse(
            status: Int(head.status.code), contentType: head.headers.first(name: "content-type"),
            isPlain: head.headers[canonicalForm: "content-encoding"].allSatisfy { $0.lowercased() == "identity" },
            retryAfter: head.headers.first(name: "retry-after").flatMap(Int.init), body: body)
    }

    private func headers(of request: SanitizedRequest, _ key: Sensitive<String>?) -> HTTPHeaders {
        var headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
        headers.replaceOrAdd(name: "accept-encoding", value: "identity")
        key?.expose { key in
            switch keyHeader {
            case .bearer: headers.replaceOrAdd(name: "authorization", value: "Bearer \(key)")
            case .authorizationAPIKey: headers.replaceOrAdd(name: "authorization", value: "Api-Key \(key)")
            case .apiKey: headers.replaceOrAdd(name: "x-api-key", value: key)
            }
        }
        return headers
    }
}
