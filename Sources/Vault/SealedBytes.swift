// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto

/// Bytes sealed under a key and bound to a context: the one ciphertext form of the vault, `zv1:`.
///
///     sealed = "zv1:" commitment(32) nonce(12) ciphertext tag(16)
///
/// AES-GCM does not commit to its key: a ciphertext can be made that opens under two. The commitment, derived beside
/// the encryption key, is compared first and in constant time, so that a record opens under one key only.
/// Encryption key and commitment are both derived from key and context, and the context is the associated data, so
/// every record has a key of its own. The nonce is random all the same: a token may be drawn again after its record
/// ended, and a backup may still hold the first ciphertext.
///
/// Control: ZV-VLT-03
enum SealedBytes {
    enum Failure: Error, Equatable {
        /// Sealed under another key or for another context.
        case otherKey
        /// Not the form, or changed after sealing.
        case tampered
    }

    private static let prefix = Array("zv1:".utf8)
    private static let commitmentLength = 32

    /// Seals bytes; `nil` only where the library refuses, which it has no reason to.
    static func seal(_ plaintext: [UInt8], under key: SymmetricKey, context: [UInt8]) -> [UInt8]? {
        let keyed = HMAC<SHA256>(key: key)
        let encryption = keyed.derived(for: .encryption, context: context)
        guard let box = try? AES.GCM.seal(plaintext, using: encryption, authenticating: context),
            let combined = box.combined
        else { return nil }
        return prefix + commitment(keyed, context) + combined
    }

    /// Opens what `seal` made with the same key and context.
    static func open(
        _ sealed: [UInt8], under key: SymmetricKey, context: [UInt8]
    ) throws(Failure) -> [UInt8] {
        guard sealed.starts(with: prefix), sealed.count > prefix.count + commitmentLength else { throw .tampered }
        let rest = sealed.dropFirst(prefix.count)
        let keyed = HMAC<SHA256>(key: key)
        // Equality of an authentication code takes the same time wherever the two differ.
        guard commitment(keyed, context) == rest.prefix(commitmentLength) else { throw .otherKey }
        do {
            let box = try AES.GCM.SealedBox(combined: rest.dropFirst(commitmentLength))
            let encryption = keyed.derived(for: .encryption, context: context)
            return Array(try AES.GCM.open(box, using: encryption, authenticating: context))
        } catch {
            throw .tampered
        }
    }

    /// 32 bytes that only this key and context give: HMAC, so that finding a second key is finding a collision.
    private static func commitment(_ keyed: HMAC<SHA256>, _ context: [UInt8]) -> HMAC<SHA256>.MAC {
        keyed.code(of: LengthPrefixed(Array(KeyPurpose.commitment.rawValue.utf8), context).bytes)
    }
}
