// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A scope's name in a store: 16 bytes that say nothing without the tenant's key.
public struct ScopeReference: Hashable, Sendable {
    /// The bytes.
    public let bytes: [UInt8]

    /// Makes a reference.
    public init(bytes: [UInt8]) { self.bytes = bytes }
}

/// The vault's key, wrapped by the root key. Also the value that tells a wrong root key from the right one.
public struct WrappedVaultKey: Equatable, Sendable {
    /// Counts the vault keys a store has had, from 1.
    public let epoch: Int
    /// The wrapped key, opaque to the store.
    public let sealed: [UInt8]

    /// Makes a wrapped key.
    public init(epoch: Int, sealed: [UInt8]) {
        self.epoch = epoch
        self.sealed = sealed
    }
}

/// The owner of one family of tokens: a person, or a value nobody was named for.
public struct SubjectRecord: Hashable, Sendable {
    /// The first four characters of its tokens, ASCII.
    public let family: [UInt8]
    /// Keyed fingerprint of the subject; `nil` for a provisional one.
    public let fingerprint: [UInt8]?
    /// The subject key wrapped by the scope key, opaque to the store. Removing it is erasure.
    public let wrappedKey: [UInt8]

    /// Makes a record.
    public init(family: [UInt8], fingerprint: [UInt8]?, wrappedKey: [UInt8]) {
        self.family = family
        self.fingerprint = fingerprint
        self.wrappedKey = wrappedKey
    }
}

/// One token and its sealed value.
public struct TokenRecord: Hashable, Sendable {
    /// The eight characters of the token, ASCII; the first four are its subject's family.
    public let body: [UInt8]
    /// Keyed fingerprint of type and value.
    public let fingerprint: [UInt8]
    /// The entity type's name.
    public let type: String
    /// The token's label.
    public let label: String
    /// The epoch of the vault key it was made under.
    public let epoch: Int
    /// The sealed value, opaque to the store.
    public let sealed: [UInt8]

    /// Makes a record.
    public init(body: [UInt8], fingerprint: [UInt8], type: String, label: String, epoch: Int, sealed: [UInt8]) {
        self.body = body
        self.fingerprint = fingerprint
        self.type = type
        self.label = label
        self.epoch = epoch
        self.sealed = sealed
    }
}

/// A record as read back, with its subject and the time it ends.
public struct StoredToken: Hashable, Sendable {
    /// The record.
    public let record: TokenRecord
    /// Its subject.
    public let subject: SubjectRecord
    /// Seconds since 1970 from which on it is absent.
    public let expires: Int64

    /// Makes a stored token.
    public init(record: TokenRecord, subject: SubjectRecord, expires: Int64) {
        self.record = record
        self.subject = subject
        self.expires = expires
    }
}
