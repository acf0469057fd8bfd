// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto

/// What a derived key is for. The names are the `info` strings of HKDF: no two keys of the hierarchy share one.
///
///     root ─wraps─► vault key ─HKDF─► tenant key ─HKDF─► scope key ─wraps─► subject key ─HKDF─► a key for each record
///                                         │                  ├─HKDF─► value index key
///                                         └─HMAC─► scopes    └─HKDF─► subject index key
///
/// Vault key and subject keys are random and stored wrapped: the first, so that another root key means rewrapping
/// one row and touching no record; the second, so that removing one row erases a person.
enum KeyPurpose: String {
    case vaultWrapping = "zavesa/zv1/vault-wrapping"
    case tenant = "zavesa/zv1/tenant"
    case conversation = "zavesa/zv1/conversation"
    /// What marks texts that come back from callers.
    case replay = "zavesa/zv1/replay"
    /// What stands for values that are hashed.
    case valueHash = "zavesa/zv1/value-hash"
    case scopeReference = "zavesa/zv1/scope-reference"
    case scope = "zavesa/zv1/scope"
    case subjectWrapping = "zavesa/zv1/subject-wrapping"
    case valueIndex = "zavesa/zv1/value-index"
    case subjectIndex = "zavesa/zv1/subject-index"
    case encryption = "zavesa/zv1/encryption"
    case commitment = "zavesa/zv1/commitment"
}

extension SymmetricKey {
    /// A key of 32 bytes for one purpose and context: HKDF-Expand with SHA-256 (RFC 5869 §2.3).
    ///
    /// Every key here is uniformly random already, so the extract step is left out, as RFC 5869 §3.3 allows.
    func derived(for purpose: KeyPurpose, context: [UInt8] = []) -> SymmetricKey {
        HMAC<SHA256>(key: self).derived(for: purpose, context: context)
    }

    /// HMAC-SHA-256 of bytes under this key.
    func fingerprint(of bytes: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: self))
    }
}

extension HMAC<SHA256> {
    /// The same for a key that was taken in and has seen nothing else: of what a short message costs, that is half.
    func derived(for purpose: KeyPurpose, context: [UInt8] = []) -> SymmetricKey {
        // 32 bytes are one block of HKDF-Expand: the HMAC of `info` and the block's number.
        SymmetricKey(data: code(of: LengthPrefixed(Array(purpose.rawValue.utf8), context).bytes + [1]))
    }

    /// The authentication code of bytes.
    func code(of bytes: [UInt8]) -> MAC {
        var hmac = self
        hmac.update(data: bytes)
        return hmac.finalize()
    }
}
