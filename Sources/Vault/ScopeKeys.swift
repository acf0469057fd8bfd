// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
import PrivacyCore

/// A subject and its key, unwrapped for the length of one call.
struct Owner {
    let subject: SubjectRecord
    let key: SymmetricKey
}

/// What a scope is called in the store, and what its keys come from. Most scopes that are looked for hold nothing, and
/// their keys are never derived.
struct ScopeName {
    let reference: ScopeReference

    fileprivate let scope: Scope
    fileprivate let epoch: Int
    fileprivate let tenantKey: HMAC<SHA256>
    /// All that makes the scope what it is.
    fileprivate let identity: [UInt8]

    init(_ scope: Scope, in vault: VaultKeys) {
        self.scope = scope
        epoch = vault.epoch
        tenantKey = HMAC(key: vault.tenantKey(scope.tenant))
        identity =
            LengthPrefixed(
                Array(scope.kind.rawValue.utf8), Array(scope.tenant.rawValue.utf8), Array(scope.caller.rawValue.utf8),
                Array(scope.domain.utf8), scope.key
            ).bytes
        let name = tenantKey.derived(for: .scopeReference).fingerprint(of: identity)
        reference = ScopeReference(bytes: Array(name.prefix(16)))
    }
}

/// The keys and contexts of one scope: everything that stands between a value and its sealed record.
struct ScopeKeys {
    /// The scope's name in the store.
    let reference: ScopeReference

    private let tenant: [UInt8]
    private let epoch: Int
    private let wrappingKey: SymmetricKey
    private let valueIndexKey: SymmetricKey
    private let subjectIndexKey: SymmetricKey

    /// Derives them from the tenant's key and all that makes a scope what it is.
    init(_ name: ScopeName) {
        reference = name.reference
        let scopeKey = HMAC<SHA256>(key: name.tenantKey.derived(for: .scope, context: name.identity))
        wrappingKey = scopeKey.derived(for: .subjectWrapping)
        valueIndexKey = scopeKey.derived(for: .valueIndex)
        subjectIndexKey = scopeKey.derived(for: .subjectIndex)
        tenant = Array(name.scope.tenant.rawValue.utf8)
        epoch = name.epoch
    }

    /// The reuse index: equal bytes of equal type show as equal inside this scope and nowhere else.
    func fingerprint(of value: [UInt8], type: EntityType) -> [UInt8] {
        valueIndexKey.fingerprint(of: LengthPrefixed(Array(type.rawValue.utf8), value).bytes)
    }

    /// The subject index.
    func fingerprint(ofSubject subject: [UInt8]) -> [UInt8] { subjectIndexKey.fingerprint(of: subject) }

    /// A subject with a new random key.
    func newSubject(family: [UInt8], fingerprint: [UInt8]?) throws(VaultError) -> Owner {
        let key = RandomBytes.bytes(RootKey.length)
        let context = context(ofSubject: family, fingerprint: fingerprint)
        guard let wrapped = SealedBytes.seal(key, under: wrappingKey, context: context) else {
            throw VaultError(code: .unavailable)
        }
        let record = SubjectRecord(family: family, fingerprint: fingerprint, wrappedKey: wrapped)
        return Owner(subject: record, key: SymmetricKey(data: key))
    }

    /// The key of a subject as stored. Throws `corrupt`.
    func key(of subject: SubjectRecord) throws(VaultError) -> SymmetricKey {
        let context = context(ofSubject: subject.family, fingerprint: subject.fingerprint)
        guard let key = try? SealedBytes.open(subject.wrappedKey, under: wrappingKey, context: context) else {
            throw VaultError(code: .corrupt)
        }
        return SymmetricKey(data: key)
    }

    /// Seals a value under a key made for this token alone.
    func record(
        _ value: [UInt8], type: EntityType, token: Token, fingerprint: [UInt8], subject key: SymmetricKey
    ) throws(VaultError) -> TokenRecord {
        let unsealed = TokenRecord(
            body: Array(token.body.utf8), fingerprint: fingerprint, type: type.rawValue, label: token.label.text,
            epoch: epoch, sealed: [])
        let context = context(of: unsealed)
        let sealed = SealedBytes.seal(
            BlockPadding.add(to: value), under: key, context: context)
        guard let sealed else { throw VaultError(code: .unavailable) }
        return TokenRecord(
            body: unsealed.body, fingerprint: fingerprint, type: unsealed.type, label: unsealed.label, epoch: epoch,
            sealed: sealed)
    }

    /// The value of a stored token. Throws `corrupt` if any part of the row was changed, moved or exchanged.
    func value(of stored: StoredToken) throws(VaultError) -> [UInt8] {
        try value(of: stored, of: Owner(subject: stored.subject, key: try key(of: stored.subject)))
    }

    /// The same where the subject's key has been opened. Precondition: `owner` is the subject of `stored`.
    func value(of stored: StoredToken, of owner: Owner) throws(VaultError) -> [UInt8] {
        let context = context(of: stored.record)
        guard stored.record.body.starts(with: stored.subject.family) else { throw VaultError(code: .corrupt) }
        guard let padded = try? SealedBytes.open(stored.record.sealed, under: owner.key, context: context),
            let value = BlockPadding.remove(from: padded)
        else { throw VaultError(code: .corrupt) }
        return value
    }

    /// What a record is bound to: tenant, scope, subject, type, token, fingerprint and epoch.
    private func context(of record: TokenRecord) -> [UInt8] {
        LengthPrefixed(
            tenant, reference.bytes, Array(record.body.prefix(TokenGrammar.familyLength)), Array(record.type.utf8),
            Array(record.label.utf8), record.body, record.fingerprint, Array(String(record.epoch).utf8)
        ).bytes
    }

    /// What a subject key is bound to.
    private func context(ofSubject family: [UInt8], fingerprint: [UInt8]?) -> [UInt8] {
        LengthPrefixed(tenant, reference.bytes, family, fingerprint ?? []).bytes
    }
}
