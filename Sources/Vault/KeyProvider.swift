// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto

/// Where the root of the key hierarchy comes from: a plug-in point.
///
/// Contract: `rootKey` returns the same key until the operator changes it; `generate` is called only for a store
/// that was never used, and never replaces a key: of two processes that call it together both get the same.
public protocol KeyProvider: Sendable {
    /// The root key. Throws `missing` where there is none, which is not the same as `unavailable`.
    func rootKey() async throws(KeyProviderError) -> RootKey

    /// Makes a root key where there is none, durable when it returns; returns the one that is there otherwise.
    func generate() async throws(KeyProviderError) -> RootKey
}

/// Why there is no root key. Holds no bytes of it and no path.
public struct KeyProviderError: Error, Equatable, Sendable {
    /// The reasons.
    public enum Code: String, Sendable {
        /// There is no key.
        case missing
        /// The key or its folder can be read or written by others.
        case exposed
        /// What is there is not a key of a version we know.
        case malformed
        /// The place of the key does not answer.
        case unavailable
    }

    /// The reason.
    public let code: Code

    /// Makes an error.
    public init(code: Code) { self.code = code }
}

/// 32 random bytes that everything else hangs from. Prints nothing of itself.
public struct RootKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Length in bytes.
    public static let length = 32

    let key: SymmetricKey

    /// `nil` unless there are exactly 32 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// Says nothing of the key.
    public var description: String { "redacted" }
    /// Says nothing of the key.
    public var debugDescription: String { "redacted" }
    /// Shows nothing of the key.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
