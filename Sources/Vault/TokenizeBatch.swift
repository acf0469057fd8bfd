// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// The values of one call, each once, and the families drawn for those who have none yet.
struct TokenizeBatch {
    private struct Item {
        let value: [UInt8]
        let type: EntityType
        let label: TokenLabel
        let fingerprint: [UInt8]
        /// Fingerprint of the subject, or of the value itself where nobody was named.
        let owner: [UInt8]
        let hasSubject: Bool
    }

    /// What to look for in the store.
    let query: TokenFingerprints

    private let keys: ScopeKeys
    private let items: [Item]
    /// For each entry its place in `items`.
    private let places: [Int]
    /// Families drawn, by owner. Kept over attempts, so that only those that were taken are drawn again.
    private var families: [[UInt8]: [UInt8]] = [:]

    /// Fingerprints the entries. Where a value comes with and without a subject, it has the subject.
    init(_ entries: [VaultEntry], keys: ScopeKeys) {
        var items: [Item] = []
        var known: [[UInt8]: Int] = [:]
        places = entries.map { entry in
            let item = Self.item(entry, keys)
            guard let place = known[item.fingerprint] else {
                known[item.fingerprint] = items.count
                items.append(item)
                return items.count - 1
            }
            if !items[place].hasSubject { items[place] = item }
            return place
        }
        let subjects = Set(items.lazy.filter(\.hasSubject).map(\.owner))
        query = TokenFingerprints(values: items.map(\.fingerprint), subjects: Array(subjects))
        self.items = items
        self.keys = keys
    }

    /// Forgets drawn families that the scope has already.
    mutating func discard(families taken: [[UInt8]]) {
        let taken = Set(taken)
        families = families.filter { !taken.contains($0.value) }
    }

    /// Tokens for the entries, in their order, and what has to be written for them to be true.
    mutating func proposal(
        against known: TokenMatches, limits: VaultLimits, now: Int64
    ) throws(VaultError) -> (tokens: [Token], change: TokenStoreChange) {
        var change = TokenStoreChange(
            expires: now + limits.timeToLive, now: now, maxTokens: limits.valuesPerScope)
        let stored = Dictionary(
            known.tokens.map { ($0.record.fingerprint, $0) }, uniquingKeysWith: { first, _ in first })
        var owners = try owners(among: known.subjects)
        var tokens: [Token] = []
        for item in items {
            if let stored = stored[item.fingerprint] {
                tokens.append(try token(of: item, in: stored))
                if !limits.isFresh(expiring: stored.expires, at: now) {
                    change.refreshed.append(stored.record.body)
                }
            } else {
                let owner: Owner
                if let known = owners[item.owner] {
                    owner = known
                } else {
                    owner = try newOwner(of: item, in: &change)
                    owners[item.owner] = owner
                }
                tokens.append(try newToken(for: item, of: owner, in: &change))
            }
        }
        change.requiredSubjects = known.subjects.filter { subject in
            change.newTokens.contains { $0.body.starts(with: subject.family) }
        }
        return (places.map { tokens[$0] }, change)
    }

    private func owners(among subjects: [SubjectRecord]) throws(VaultError) -> [[UInt8]: Owner] {
        var owners: [[UInt8]: Owner] = [:]
        for subject in subjects {
            guard let fingerprint = subject.fingerprint else { continue }
            owners[fingerprint] = Owner(subject: subject, key: try keys.key(of: subject))
        }
        return owners
    }

    /// The token a value has already. The record is opened: one that was exchanged would come back as another value.
    private func token(of item: Item, in stored: StoredToken) throws(VaultError) -> Token {
        guard try keys.value(of: stored) == item.value, let token = Token(stored.record) else {
            throw VaultError(code: .corrupt)
        }
        return token
    }

    private mutating func newOwner(of item: Item, in change: inout TokenStoreChange) throws(VaultError) -> Owner {
        let family = families[item.owner] ?? RandomBytes.tokenCharacters(TokenGrammar.familyLength)
        families[item.owner] = family
        let owner = try keys.newSubject(family: family, fingerprint: item.hasSubject ? item.owner : nil)
        change.newSubjects.append(owner.subject)
        return owner
    }

    private func newToken(
        for item: Item, of owner: Owner, in change: inout TokenStoreChange
    ) throws(VaultError) -> Token {
        let rest = RandomBytes.tokenCharacters(TokenGrammar.bodyLength - TokenGrammar.familyLength)
        let body = String(decoding: owner.subject.family + rest, as: UTF8.self)
        guard let token = Token(label: item.label, body: body) else { throw VaultError(code: .corrupt) }
        change.newTokens.append(
            try keys.record(
                item.value, type: item.type, token: token, fingerprint: item.fingerprint, subject: owner.key))
        return token
    }

    private static func item(_ entry: VaultEntry, _ keys: ScopeKeys) -> Item {
        entry.value.expose { value in
            let fingerprint = keys.fingerprint(of: value, type: entry.type)
            let subject = entry.subject?.expose { keys.fingerprint(ofSubject: $0) }
            return Item(
                value: value, type: entry.type, label: entry.label, fingerprint: fingerprint,
                owner: subject ?? fingerprint, hasSubject: subject != nil)
        }
    }
}

extension Token {
    /// The token a record belongs to; `nil` if the row holds something else.
    init?(_ record: TokenRecord) {
        guard let label = TokenLabel(record.label) else { return nil }
        self.init(label: label, body: String(decoding: record.body, as: UTF8.self))
    }
}
