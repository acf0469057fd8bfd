// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// The keys this gateway knows, by their hashes. It never holds a key itself.
package struct KeyDirectory: Sendable {
    /// In the order of their files.
    package let entries: [KeyEntry]
    private let byID: [String: KeyEntry]
    private let old: [KeyEntry]

    /// `entries` have ids that differ.
    package init(_ entries: [KeyEntry]) {
        self.entries = entries
        byID = Dictionary(
            entries.compactMap { entry in entry.id.map { ($0, entry) } }, uniquingKeysWith: { first, _ in first })
        old = entries.filter { $0.id == nil }
    }

    /// Whose key it is. Hashes are compared in constant time; which ids there are is no secret, and an id that nobody has
    /// is answered like a wrong secret.
    package func entry(of key: Sensitive<String>, at now: Int64) throws(Rejection) -> KeyEntry {
        let (id, digest) = key.expose { (APIKey.id(of: $0), APIKey.digest(of: $0)) }
        guard let found = id.flatMap({ byID[$0] }).flatMap({ Self.holds($0, digest) }) ?? oldEntry(of: digest) else {
            throw .unknown
        }
        guard !found.isExpired(at: now) else { throw .expired }
        return found
    }

    /// Old lines have no id: each is compared, so that the time taken says nothing about which.
    private func oldEntry(of digest: [UInt8]) -> KeyEntry? {
        old.reduce(nil) { found, entry in Self.holds(entry, digest) ?? found }
    }

    private static func holds(_ entry: KeyEntry, _ digest: [UInt8]) -> KeyEntry? {
        ConstantTime.areEqual(entry.digest, digest) ? entry : nil
    }
}

extension KeyDirectory {
    /// What changed from one directory to a later one: entries that are new or have other rights, and entries that are gone
    /// or had other rights.
    // Control: ZV-ACC-02
    package func changes(to later: KeyDirectory) -> (granted: [KeyEntry], revoked: [KeyEntry]) {
        let (before, after) = (Set(entries), Set(later.entries))
        return (later.entries.filter { !before.contains($0) }, entries.filter { !after.contains($0) })
    }

    /// The entries that stand in a later directory just as they stand here.
    package func kept(in later: KeyDirectory) -> KeyDirectory {
        let after = Set(later.entries)
        return KeyDirectory(entries.filter(after.contains))
    }
}
