// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
import Synchronization
package import Vault

/// A vault in memory, without sealing: random tokens, scopes kept apart. For tests of those who use a vault.
package final class InMemoryVault: Vaulting {
    private struct Key: Hashable {
        let value: Sensitive<[UInt8]>
        let type: EntityType
    }

    /// One scope's tokens.
    private struct Shelf {
        var tokens: [Key: Token] = [:]
        var families: [Sensitive<[UInt8]>: String] = [:]
        var entries: [RevealedToken] = []
    }

    private let shelves = Mutex<[Scope: Shelf]>([:])

    package init() {}

    package func tokenize(_ entries: [VaultEntry], in scope: Scope) async throws(VaultError) -> [Token] {
        shelves.withLock { shelves in
            entries.map { Self.token(for: $0, on: &shelves[scope, default: Shelf()]) }
        }
    }

    package func reveal(_ tokens: [Token], in scope: Scope) async throws(VaultError) -> [RevealedToken] {
        let wanted = Set(tokens)
        return shelves.withLock { ($0[scope]?.entries ?? []).filter { wanted.contains($0.token) } }
    }

    package func contents(of scope: Scope, limit: Int) async throws(VaultError) -> [RevealedToken] {
        shelves.withLock { Array(($0[scope]?.entries ?? []).reversed().prefix(limit)) }
    }

    private static func token(for entry: VaultEntry, on shelf: inout Shelf) -> Token {
        let key = Key(value: entry.value, type: entry.type)
        if let known = shelf.tokens[key] { return known }
        let family = entry.subject.flatMap { shelf.families[$0] } ?? characters(TokenGrammar.familyLength)
        if let subject = entry.subject { shelf.families[subject] = family }
        while true {
            let body = family + characters(TokenGrammar.bodyLength - TokenGrammar.familyLength)
            guard let token = Token(label: entry.label, body: body),
                !shelf.entries.contains(where: { $0.token.body == body })
            else { continue }
            shelf.tokens[key] = token
            shelf.entries.append(RevealedToken(token: token, type: entry.type, value: entry.value))
            return token
        }
    }

    private static func characters(_ count: Int) -> String {
        String(decoding: (0..<count).compactMap { _ in TokenGrammar.alphabet.randomElement() }, as: UTF8.self)
    }
}
