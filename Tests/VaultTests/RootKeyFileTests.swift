// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Testing
import Vault
import ZavesaTesting

@Suite struct RootKeyFileTests {
    private let folder: TemporaryFolder
    private let path: String
    private let keys: RootKeyFile

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("keys/root.key")
        keys = RootKeyFile(path: path)
    }

    @Test func aGeneratedKeyIsPrivateAndVersioned() async throws {
        _ = try await keys.generate()
        #expect(try mode(of: path) == 0o600)
        #expect(try mode(of: folder.file("keys")) == 0o700)
        let text = try #require(FileManager.default.contents(atPath: path))
        #expect(text.starts(with: Data("zavesa-root-key v1\n".utf8)))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("keys")) == ["root.key"])
    }

    @Test func generatingAgainKeepsTheKey() async throws {
        _ = try await keys.generate()
        let first = FileManager.default.contents(atPath: path)
        _ = try await keys.generate()
        #expect(FileManager.default.contents(atPath: path) == first)
    }

    @Test func aMissingKeyIsMissing() async throws {
        await #expect(throws: KeyProviderError(code: .missing)) { try await keys.rootKey() }
    }

    @Test(arguments: [0o640, 0o604, 0o620, 0o602, 0o644])
    func aFileOthersMayTouchIsRefused(mode: Int) async throws {
        _ = try await keys.generate()
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        await #expect(throws: KeyProviderError(code: .exposed)) { try await keys.rootKey() }
    }

    @Test(arguments: [0o750, 0o705, 0o755])
    func aFolderOthersMayEnterIsRefused(mode: Int) async throws {
        _ = try await keys.generate()
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.file("keys"))
        await #expect(throws: KeyProviderError(code: .exposed)) { try await keys.rootKey() }
    }

    @Test func aLinkIsRefused() async throws {
        _ = try await keys.generate()
        let link = folder.file("keys/link.key")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        await #expect(throws: KeyProviderError(code: .exposed)) { try await RootKeyFile(path: link).rootKey() }
    }

    @Test(arguments: [
        "", "zavesa-root-key v1\n", "zavesa-root-key v2\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "zavesa-root-key v1\nAAAA\n", "zavesa-root-key v1\n!!!!\n",
        "zavesa-root-key v1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nmore\n",
    ])
    func whatIsNotAKeyIsRefused(text: String) async throws {
        _ = try await keys.generate()
        try Data(text.utf8).write(to: URL(filePath: path))
        await #expect(throws: KeyProviderError(code: .malformed)) { try await keys.rootKey() }
    }

    @Test func aKeyPrintsNothing() async throws {
        let key = try await keys.generate()
        #expect("\(key)" == "redacted")
        #expect(String(reflecting: key) == "redacted")
        #expect(Mirror(reflecting: key).children.isEmpty)
    }

    private func mode(of path: String) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return attributes[.posixPermissions] as? Int
    }
}
