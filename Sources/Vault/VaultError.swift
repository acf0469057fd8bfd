// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Why the vault did not do what was asked. Holds neither values nor foreign text.
package struct VaultError: Error, Sendable {
    package enum Code: String, Sendable {
        /// The store did not answer, is full, or its queue is.
        case unavailable
        /// The root key is missing while the store was already in use.
        case keyMissing
        /// The root key is not the one the store was made with.
        case keyWrong
        /// The root key can be read by others, or its file is not a key file.
        case keyRefused
        /// A record's commitment or tag does not agree.
        case corrupt
        /// A limit on values or scopes.
        case limit
    }

    package let code: Code
    /// What the store said, where the store was the reason: for an operator's log.
    package let storeCode: TokenStoreError.Code?

    package init(code: Code, storeCode: TokenStoreError.Code? = nil) {
        self.code = code
        self.storeCode = storeCode
    }

    /// What the key provider said, as the vault says it.
    init(_ error: KeyProviderError) {
        switch error.code {
        case .missing: self.init(code: .keyMissing)
        case .exposed, .malformed: self.init(code: .keyRefused)
        case .unavailable: self.init(code: .unavailable)
        }
    }
}

extension VaultError: Equatable {
    /// Equal when the code is: the store's word is for people.
    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
