// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import PrivacyCore

/// The token of one upstream: asked for when it is needed, kept until shortly before it expires, and asked for only once
/// at a time, however many requests wait for it.
///
/// An actor because order is the meaning: a second asker gets the answer of the first.
actor AccessTokens {
    private let exchange: TokenExchange
    private let key: Sensitive<String>
    private let client: HTTPClient
    private let timeouts: UpstreamTimeouts
    private var current: AccessToken?
    /// Owned by this actor, so that a caller who leaves does not end it for the others; ended by its deadline.
    private var renewal: Task<AccessToken, any Error>?

    init(_ exchange: TokenExchange, key: Sensitive<String>, client: HTTPClient, timeouts: UpstreamTimeouts) {
        self.exchange = exchange
        self.key = key
        self.client = client
        self.timeouts = timeouts
    }

    /// A token to send; another one than `refused`, which the upstream no longer takes.
    func token(after refused: Sensitive<String>? = nil) async throws(UpstreamError) -> Sensitive<String> {
        if let current, current.isFresh(at: .now), !current.isSame(as: refused) { return current.value }
        let renewal =
            self.renewal
            ?? Task { [exchange, key, client, timeouts] in
                try await Self.ask(exchange, key: key, client: client, timeouts: timeouts)
            }
        self.renewal = renewal
        let result = await renewal.result
        // Whoever comes back first keeps it; another renewal may have begun since.
        if self.renewal == renewal {
            self.renewal = nil
            current = try? result.get()
        }
        switch result {
        case .success(let token): return token.value
        case .failure(let error): throw error as? UpstreamError ?? UpstreamError(error)
        }
    }

    func shutdown() { renewal?.cancel() }

    /// Asks the authority, and gives up after the time that an upstream has for its first byte.
    private static func ask(
        _ exchange: TokenExchange, key: Sensitive<String>, client: HTTPClient, timeouts: UpstreamTimeouts
    ) async throws -> AccessToken {
        try await withThrowingTaskGroup(of: AccessToken.self) { group in
            group.addTask { try await answer(to: request(exchange, key), by: client) }
            group.addTask {
                try await Task.sleep(for: timeouts.connect + timeouts.firstByte)
                throw UpstreamError(.timeout)
            }
            defer { group.cancelAll() }
            guard let token = try await group.next() else { throw UpstreamError(.credentials) }
            return token
        }
    }

    private static func request(_ exchange: TokenExchange, _ key: Sensitive<String>) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: exchange.url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
        request.headers.add(name: "accept", value: "application/json")
        request.headers.add(name: "RqUID", value: UUID().uuidString.lowercased())
        key.expose { request.headers.add(name: "authorization", value: "Basic \($0)") }
        request.body = .bytes(ByteBuffer(string: "scope=\(exchange.scope)"))
        return request
    }

    private static func answer(to request: HTTPClientRequest, by client: HTTPClient) async throws -> AccessToken {
        let asked = Date.now
        let response = try await client.execute(request, deadline: .distantFuture)
        let body = try await response.body.collect(upTo: AccessToken.answerLimit)
        guard (200..<300).contains(response.status.code),
            let token = AccessToken(answer: Array(body.readableBytesView), askedAt: asked)
        else { throw UpstreamError(.credentials) }
        return token
    }
}
