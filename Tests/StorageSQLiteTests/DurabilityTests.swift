// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GRDB
import PrivacyCore
import StorageSQLite
import Testing
import Vault
import ZavesaTesting

@Suite struct DurabilityTests {
    @Test func tokensOutliveTheProcess() async throws {
        let first = try await TemporaryVault()
        let tokens = try await first.vault.tokenize([.person("Anna"), .email("a@b.example")], in: first.scope())
        let second = try await TemporaryVault(in: first.folder)
        #expect(
            try await second.vault.tokenize([.person("Anna"), .email("a@b.example")], in: second.scope()) == tokens)
        #expect(try await second.vault.reveal(tokens, in: second.scope()).count == 2)
    }

    /// The files as a crash leaves them: copied while the store is open and nothing was written back.
    @Test func whatWasReturnedIsInTheFilesAtThatMoment() async throws {
        let fixture = try await TemporaryVault()
        for turn in 0..<20 {
            let tokens = try await fixture.vault.tokenize([.person("Person \(turn)")], in: fixture.scope())
            let crashed = try TemporaryFolder()
            try FileManager.default.removeItem(atPath: crashed.path)
            try FileManager.default.copyItem(atPath: fixture.folder.path, toPath: crashed.path)
            try? FileManager.default.removeItem(atPath: crashed.file("data/vault.sqlite-shm"))
            let restarted = try await TemporaryVault(in: crashed)
            #expect(try await restarted.vault.reveal(tokens, in: restarted.scope()).count == 1)
        }
    }

    @Test func twoGatewaysOnOneFileHandOutTheSameTokens() async throws {
        let first = try await TemporaryVault()
        let second = try await TemporaryVault(in: first.folder)
        let entries = (0..<40).map { VaultEntry.person("Person \($0)", subject: "\($0 % 7)") }
        let answers = try await withThrowingTaskGroup(of: [String].self) { group in
            for turn in 0..<16 {
                let fixture = turn.isMultiple(of: 2) ? first : second
                let order = turn.isMultiple(of: 3) ? entries : entries.reversed()
                group.addTask {
                    var tokens: [String] = []
                    for start in stride(from: 0, to: order.count, by: 5) {
                        let batch = Array(order[start..<start + 5])
                        tokens += try await fixture.vault.tokenize(batch, in: fixture.scope()).map(\.bare)
                    }
                    return turn.isMultiple(of: 3) ? tokens : tokens.reversed()
                }
            }
            return try await group.reduce(into: Set<[String]>()) { $0.insert($1) }
        }
        #expect(answers.count == 1)
        #expect(Set(try #require(answers.first).map { $0.split(separator: "_")[1].prefix(4) }).count == 7)
        #expect(try await first.vault.statistics().tokens == 40)
    }

    @Test func filesArePrivate() async throws {
        let fixture = try await TemporaryVault()
        _ = try await fixture.vault.tokenize([.person("Anna")], in: fixture.scope())
        for name in ["", "/vault.sqlite", "/vault.sqlite-wal", "/vault.sqlite-shm"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: fixture.folder.file("data") + name)
            #expect(attributes[.posixPermissions] as? Int == (name.isEmpty ? 0o700 : 0o600), "\(name)")
        }
    }

    @Test func commitsAreSynchronousAndDeletedBytesAreOverwritten() async throws {
        let fixture = try await TemporaryVault()
        let pragmas = try await fixture.store.durability()
        #expect(pragmas == ["journal_mode": "wal", "synchronous": "2", "secure_delete": "1"])
    }
}
