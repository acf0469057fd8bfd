// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// A value to be replaced by a token.
package struct VaultEntry: Sendable, Hashable {
    /// The exact bytes of the mention; they come back as they are (P2). UTF-8, compared as bytes.
    package let value: Sensitive<[UInt8]>
    package let type: EntityType
    package let label: TokenLabel
    /// The normalised person the mention belongs to; equal subjects share a token family and a subject key.
    package let subject: Sensitive<[UInt8]>?

    package init(value: Sensitive<[UInt8]>, type: EntityType, label: TokenLabel, subject: Sensitive<[UInt8]>? = nil) {
        self.value = value
        self.type = type
        self.label = label
        self.subject = subject
    }
}

/// A token and what it stands for.
package struct RevealedToken: Sendable {
    package let token: Token
    package let type: EntityType
    package let value: Sensitive<[UInt8]>
    /// Whether its time is far from its end, so that using it again need not put the end off.
    package let isFresh: Bool

    package init(token: Token, type: EntityType, value: Sensitive<[UInt8]>, isFresh: Bool = true) {
        self.token = token
        self.type = type
        self.value = value
        self.isFresh = isFresh
    }
}
