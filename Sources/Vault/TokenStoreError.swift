// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Why a token store did not do what was asked. Holds no text of the database.
public struct TokenStoreError: Error, Sendable {
    /// The reasons, in words an operator can act on.
    public enum Code: String, Sendable {
        /// Another process holds the store, or a statement ran past its time.
        case busy
        /// The disk or the store's own size limit is reached.
        case full
        /// The file is not a store, or its pages do not agree.
        case damaged
        /// Too many operations are waiting already.
        case overloaded
        /// Anything else.
        case failed
    }

    /// The reason.
    public let code: Code

    /// Makes an error.
    public init(code: Code) { self.code = code }
}

extension TokenStoreError: Equatable {}
