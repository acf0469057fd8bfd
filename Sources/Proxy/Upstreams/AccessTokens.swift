// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

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
    private let client: OriginClient
    private var current: AccessToken?
    /// Owned by this actor, so that a caller who leaves does not end it for the others; ended by its deadline.
    private var renewal: Task<AccessToken, any Error>?

    init(_ exchange: TokenExchange, key: Sensitive<String>, client: OriginClient) {
        self.exchange = exchange
        self.key = key
        self.client = client
    }

    /// A token to send; another one than `refused`, which the upstream no longer takes.
    func token(after refused: Sensitive<String>? = nil) async throws(UpstreamError) -> Sensitive<String> {
        if let current, current.isFresh(at: .now), !current.isSame(as: refused) { return current.value }
        let renewal =
            self.renewal
            ?? Task { [exchange, key, client] in try await Self.ask(exchange, key: key, client: client) }
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

    func shutdown() {
        renewal?.cancel()
        client.close()
    }

    /// Asks the authority, and gives up after the time that an upstream has for its first byte.
    private static func ask(
        _ exchange: TokenExchange, key: Sensitive<String>, client: OriginClient
    ) async throws -> AccessToken {
        try await withThrowingTaskGroup(of: AccessToken.self) { group in
            group.addTask { try await answer(to: exchange, key, by: client) }
            group.addTask {
                try await Task.sleep(for: client.patience)
                throw UpstreamError(.timeout)
            }
            defer { group.cancelAll() }
            guard let token = try await group.next() else { throw UpstreamError(.credentials) }
            return token
        }
    }

    private static func answer(
        to exchange: TokenExchange, _ key: Sensitive<String>, by client: OriginClient
    ) async throws -> AccessToken {
        let asked = Date.now
        var headers: HTTPHeaders = [
            "content-type": "application/x-www-form-urlencoded", "accept": "application/json",
            "RqUID": UUID().uuidString.lowercased(),
        ]
        key.expose { headers.add(name: "authorization", value: "Basic \($0)") }
        let (head, body) = try await client.post(
            ByteBuffer(string: "scope=\(exchange.scope)"), to: "", headers: headers)
        var bytes: [UInt8] = []
        let next = body.pieces()
        while let piece = try await next() {
            bytes += piece.readableBytesView
            guard bytes.count <= AccessToken.answerLimit else { throw UpstreamError(.credentials) }
        }
        guard (200..<300).contains(head.status.code), let token = AccessToken(answer: bytes, askedAt: asked) else {
            throw UpstreamError(.credentials)
        }
        return token
    }
}
