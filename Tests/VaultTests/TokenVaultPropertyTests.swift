// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Testing
import Vault
import ZavesaTesting

/// Over random byte strings: exact return, one token a value, one family a subject, nothing across scopes.
@Suite struct TokenVaultPropertyTests {
    private static let batches = 500
    private static let batchSize = 24

    private struct Key: Hashable {
        let scope: Int
        let type: EntityType
        let value: [UInt8]
    }

    @Test func twelveThousandRandomValues() async throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SplitMix64(seed: seed)
        let fixture = try await TemporaryVault()
        let scopes = (0..<4).map { fixture.scope("scope \($0)") }
        var issued: [Key: Token] = [:]
        var families = [[Substring: [UInt8]]](repeating: [:], count: scopes.count)
        for _ in 0..<Self.batches {
            let place = Int.random(in: scopes.indices, using: &random)
            let entries = (0..<Self.batchSize).map { _ in Self.entry(&random) }
            let tokens = try await fixture.vault.tokenize(entries, in: scopes[place])
            for (entry, token) in zip(entries, tokens) {
                let key = Key(scope: place, type: entry.type, value: entry.value.expose { $0 })
                #expect(issued[key, default: token] == token, "seed \(seed)")
                let owner = entry.subject?.expose { $0 } ?? Array(token.body.utf8)
                if issued[key] == nil {
                    #expect(families[place][token.family, default: owner] == owner, "seed \(seed)")
                    families[place][token.family] = owner
                }
                issued[key] = token
            }
            let revealed = try await fixture.vault.reveal(tokens, in: scopes[place])
            let values = Dictionary(uniqueKeysWithValues: revealed.map { ($0.token, $0.value) })
            #expect(zip(entries, tokens).allSatisfy { $0.value == values[$1] }, "seed \(seed)")
            let elsewhere = try await fixture.vault.reveal(tokens, in: scopes[(place + 1) % scopes.count])
            #expect(elsewhere.isEmpty, "seed \(seed)")
        }
        #expect(Set(issued.map { Issue(scope: $0.key.scope, body: $0.value.body) }).count == issued.count)
    }

    private struct Issue: Hashable {
        let scope: Int
        let body: String
    }

    /// Mostly new values, some seen before; a third with one of a few subjects.
    private static func entry(_ random: inout SplitMix64) -> VaultEntry {
        let isCommon = Int.random(in: 0..<4, using: &random) == 0
        let length = Int.random(in: 0...40, using: &random)
        let value: [UInt8] =
            isCommon
            ? [UInt8.random(in: 0...20, using: &random)]
            : (0..<length + 6).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let subject = Int.random(in: 0..<9, using: &random)
        let isPerson = !isCommon && subject < 3
        return VaultEntry(
            value: Sensitive(value), type: isPerson ? .person : .literal, label: .literal,
            subject: isPerson ? Sensitive([UInt8(subject)]) : nil)
    }
}
