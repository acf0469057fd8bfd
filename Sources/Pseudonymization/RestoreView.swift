// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import Vault

/// The tokens one request may resolve: those issued in its scope, and no other (P9).
package struct RestoreView: Sendable {
    /// The tokens, as the reader walks them.
    let issued: IssuedTokens
    /// URLs that went out with tokens in them, each up to and including a token. Coming back as they went, they bring
    /// nothing to a host that was not in the caller's own text.
    let sentURLs: Set<RollingFingerprint>
    private let values: [Token: RevealedToken]

    package init(_ tokens: [RevealedToken]) {
        self.init(tokens, sentURLs: [])
    }

    init(_ tokens: [RevealedToken], sentURLs: Set<RollingFingerprint>) {
        values = Dictionary(tokens.map { ($0.token, $0) }, uniquingKeysWith: { first, _ in first })
        issued = IssuedTokens(values.values)
        self.sentURLs = sentURLs
    }

    /// What a token stands for; `nil` for one that was not issued here.
    package subscript(token: Token) -> RevealedToken? { values[token] }

    package var tokens: some Collection<Token> { values.keys }
    package var isEmpty: Bool { values.isEmpty }
}
