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

extension TokenStoreError: CustomStringConvertible {
    /// What happened and what to do, for an operator.
    public var description: String {
        switch code {
        case .busy: "another process holds the store, or a statement took too long: stop the gateway, or try again"
        case .full: "the disk is full, or the store has reached its size limit"
        case .damaged: "the file is no store, or it is damaged"
        case .overloaded: "too many operations wait for the store already"
        case .failed: "the store cannot be read or written: look whether its file is there, and whose it is"
        }
    }
}
