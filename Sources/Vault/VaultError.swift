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

extension VaultError: CustomStringConvertible {
    /// What happened and what to do, for an operator.
    package var description: String {
        switch code {
        case .unavailable:
            storeCode.map { TokenStoreError(code: $0).description }
                ?? "the vault does not answer: its file cannot be opened, or its queue is full"
        case .keyMissing: "the root key is missing, but the vault was in use before: put the key file back"
        case .keyWrong: "the root key is not the one that this vault was made with"
        case .keyRefused: "the root key's file is no key, or can be read by others (chmod 600)"
        case .corrupt: "a record of the vault does not agree with its key: it was changed or damaged"
        case .limit: "a limit on values or scopes of the vault is reached"
        }
    }
}
