// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

extension Vaulting {
    /// Tokens for values, in the order given, of which some are in the hands of the caller: `contents` is what
    /// `contents(of:limit:)` gave a moment ago. A conversation sends its history again with every turn, so most values
    /// are there, were opened and checked there, and are not looked for and opened a second time.
    package func tokenize(
        _ entries: [VaultEntry], in scope: Scope, knowing contents: [RevealedToken]
    ) async throws(VaultError) -> [Token] {
        let known = Dictionary(
            contents.lazy.filter(\.isFresh).map { (KnownValue(value: $0.value, type: $0.type), $0.token) },
            uniquingKeysWith: { newest, _ in newest })
        let found = entries.map { known[KnownValue(value: $0.value, type: $0.type)] }
        let missing = zip(entries, found).filter { $1 == nil }.map(\.0)
        var rest = try await tokenize(missing, in: scope).makeIterator()
        return found.compactMap { $0 ?? rest.next() }
    }
}

/// What a token is found by.
private struct KnownValue: Hashable {
    let value: Sensitive<[UInt8]>
    let type: EntityType
}
