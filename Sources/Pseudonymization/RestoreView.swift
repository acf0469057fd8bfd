// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import Vault

/// The tokens one request may resolve: those issued in its scope, and no other (P9).
package struct RestoreView: Sendable {
    private let values: [Token: RevealedToken]

    package init(_ tokens: [RevealedToken]) {
        values = Dictionary(tokens.map { ($0.token, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// What a token stands for; `nil` for one that was not issued here.
    package subscript(token: Token) -> RevealedToken? { values[token] }

    package var tokens: some Collection<Token> { values.keys }
    package var isEmpty: Bool { values.isEmpty }
}
