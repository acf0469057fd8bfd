// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import StrictYAML
import Testing
import ZavesaApp
import ZavesaTesting

/// What lets a gateway start, and what does not.
@Suite(.serialized) struct StartTests {
    private static let protection = Result {
        try Protection(resources: testResources, home: ["RU"], source: "home", policy: nil)
    }

    private func start(_ folder: TemporaryFolder, yaml: String = "") async throws {
        var document = try SettingsDocument(YAMLNode(parsing: "home: [RU]\n" + yaml, file: "test.yaml"))
        document.listen = document.listen ?? "127.0.0.1:0"
        document.adminListen = "127.0.0.1:0"
        document.data = folder.file("data")
        let process = try await GatewayProcess(
            Settings(document), resources: testResources, protection: Self.protection.get(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await process.run { _ in }
    }

    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test func theDataFolderIsPrivateAndItsKeysAreToo() async throws {
        let folder = try TemporaryFolder()
        try await start(folder)
        let layout = DataLayout(root: folder.file("data"))
        for path in [layout.root, layout.keys, layout.vault, layout.audit] { #expect(try mode(path) == 0o700) }
        for path in [layout.rootKey, layout.auditKey, layout.database] { #expect(try mode(path) == 0o600) }
    }

    @Test func aSecondStartContinues() async throws {
        let folder = try TemporaryFolder()
        try await start(folder)
        let key = try Data(contentsOf: URL(filePath: DataLayout(root: folder.file("data")).rootKey))
        try await start(folder)
        #expect(try Data(contentsOf: URL(filePath: DataLayout(root: folder.file("data")).rootKey)) == key)
    }

    @Test func withoutItsKeyAVaultDoesNotOpenAndNoNewKeyIsMade() async throws {
        let folder = try TemporaryFolder()
        try await start(folder)
        let layout = DataLayout(root: folder.file("data"))
        try FileManager.default.removeItem(atPath: layout.rootKey)
        let error = await #expect(throws: StartError.self) { try await start(folder) }
        #expect(error?.description.contains("Put the key back") == true)
        #expect(!FileManager.default.fileExists(atPath: layout.rootKey))
    }

    @Test func aKeyThatOthersCanReadIsRefused() async throws {
        let folder = try TemporaryFolder()
        try await start(folder)
        let layout = DataLayout(root: folder.file("data"))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: layout.rootKey)
        await #expect(throws: StartError.self) { try await start(folder) }
    }

    @Test func aDamagedLogIsNotContinued() async throws {
        let folder = try TemporaryFolder()
        try await start(folder)
        let segment = DataLayout(root: folder.file("data")).audit + "/00000001.jsonl"
        let content = try String(contentsOfFile: segment, encoding: .utf8)
        try content.replacing("policy.activated", with: "policy.activateD").write(
            toFile: segment, atomically: false, encoding: .utf8)
        let error = await #expect(throws: StartError.self) { try await start(folder) }
        #expect(error?.description.contains("zavesa audit verify") == true)
    }

    @Test(arguments: [
        ("key_env: ZAVESA_TEST_NO_SUCH_VARIABLE", "holds no key"), ("key_file: /nonexistent", "holds no key"),
        ("ca_file: /nonexistent", "no certificates"),
    ])
    func anUpstreamWithoutItsFilesIsNoticedAtStart(option: String, words: String) async throws {
        let folder = try TemporaryFolder()
        let yaml = """
            upstreams:
              - {name: fine, url: "https://x.example/v1", country: RU}
              - {name: bad, url: "https://x.example/v1", country: RU, \(option)}
            """
        let error = await #expect(throws: StartError.self) { try await start(folder, yaml: yaml) }
        #expect(error?.description.contains(words) == true)
    }

    @Test func anAddressInUseIsSaidInWords() async throws {
        try await RecordingUpstream.run(answering: { _ in [] }) { other in
            let folder = try TemporaryFolder()
            let error = await #expect(throws: StartError.self) {
                try await start(folder, yaml: "listen: 127.0.0.1:\(other.port)")
            }
            #expect(error?.description.contains("Cannot listen") == true)
        }
    }
}
