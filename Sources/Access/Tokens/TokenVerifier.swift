// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

internal import JWTKit
package import PrivacyCore

/// Turns a bearer token into who it lets in.
package struct TokenVerifier: Sendable {
    private let rules: TokenRules
    private let cache: KeySetCache
    private let naming: @Sendable (String) -> String

    /// - Parameter naming: makes a plain name of a subject, beginning with `PlainName.subjectPrefix`; the same one each time, and nobody who sees it learns
    ///   the subject.
    package init(_ rules: TokenRules, cache: KeySetCache, naming: @escaping @Sendable (String) -> String) {
        self.rules = rules
        self.cache = cache
        self.naming = naming
    }

    /// Whether a credential looks like a token.
    static func takes(_ credential: Sensitive<String>) -> Bool { credential.expose(TokenHeader.isToken) }

    /// Verifies header, key, signature, times, issuer and audience, in this order.
    package func principal(of token: Sensitive<String>, at now: Int64) async throws(Rejection) -> Principal {
        let header = try token.expose { (text) throws(Rejection) in
            try TokenHeader(of: text, allowing: rules.algorithms)
        }
        let keys = try await cache.keys(for: header, at: now)
        guard let verifier = keys.verifier(of: header) else { throw .unknown }
        let claims: TokenClaims
        do {
            claims = try await verifier.verify(token.expose { $0 }, as: TokenClaims.self)
        } catch {
            throw .refused
        }
        return try claims.principal(under: rules, at: now, naming: naming)
    }
}
