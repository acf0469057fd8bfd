// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Why the vault did not do what was asked. Holds neither values nor foreign text.
package struct VaultError: Error, Equatable, Sendable {
    package enum Code: String, Sendable {
        /// The store did not answer, is full, or its queue is.
        case unavailable
        /// The root key is missing while the store has records.
        case keyMissing
        /// The root key is not the one the store was made with.
        case keyWrong
        /// A record's commitment or tag does not agree.
        case corrupt
        /// A limit on values or scopes.
        case limit
    }

    package let code: Code

    package init(code: Code) {
        self.code = code
    }
}
