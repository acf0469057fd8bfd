// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// Who was let in, with what, and how that was known.
package struct Principal: Sendable, Equatable {
    /// How somebody proved who they are.
    package enum Method: String, Sendable, CaseIterable {
        /// Nothing was asked: a loopback address without keys.
        case open
        case key
        case token
        case certificate
    }

    package let caller: Caller
    package let rights: Rights
    package let method: Method

    package init(caller: Caller, rights: Rights, method: Method) {
        self.caller = caller
        self.rights = rights
        self.method = method
    }

    /// Everybody, where nothing is asked.
    package static let local = Principal(caller: .local, rights: .everyCall, method: .open)
}

/// Why a credential lets nobody in. Says nothing of the credential.
package enum Rejection: String, Error, Sendable, CaseIterable {
    /// There is none.
    case missing
    /// There is one, and nobody has it.
    case unknown
    /// It was good once, or will be later.
    case expired
    /// Its form, its signature, or for whom it was made.
    case refused
    /// It claims roles that exclude each other.
    case exclusiveRoles = "exclusive_roles"
    /// What it would be checked with is not there: nobody can be let in by it now.
    case unavailable
}
