// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Where a key is exchanged for tokens that live for a while (GigaChat: POST /api/v2/oauth).
package struct TokenExchange: Sendable, Equatable {
    /// The whole URL.
    package let url: String
    /// What the token is for; letters, digits and underscores.
    package let scope: String

    package init(url: String, scope: String) {
        self.url = url
        self.scope = scope
    }
}
