// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import PrivacyCore
import StrictYAML
import Testing
import ZavesaTesting

@testable import ZavesaApp

/// Where things may lie, decided over places and kinds of file systems.
///
/// Control: ZV-LOC-01
@Suite struct StorageRulesTests {
    private static let places = """
        places:
          - { path: /srv/here }
          - { path: /srv/here/far, country: FI }
          - { path: /srv/mounted, network: true }
          - { path: "/srv/caf\u{E9}" }
          - { host: Collector.example.ru }
          - { host: far.example.com, country: US }
        """

    private func rules(_ yaml: String) throws -> StorageRules {
        let russia = try #require(Jurisdiction("RU"))
        let settings = try StorageSettings(YAMLNode(parsing: yaml, file: "test.yaml"), home: russia)
        return StorageRules(settings) { $0 == russia }
    }

    /// The cause, or `fine`.
    private func word(_ yaml: String, _ path: String, magic: UInt32) throws -> String {
        let place = RealPlace(path: path, fileSystem: FileSystemKind(magic: magic))
        let thing = StoredThing(thing: .vault, location: .path(path))
        return try rules(yaml).judge(thing, at: place)?.found.cause.rawValue ?? "fine"
    }

    /// ext4, xfs, btrfs, tmpfs, overlayfs, zfs.
    @Test(arguments: [0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994, 0x794C_7630, 0x2FC1_2FC1] as [UInt32])
    func aFileSystemOfThisMachineIsHere(magic: UInt32) throws {
        #expect(try word("country: RU", "/srv/x", magic: magic) == "fine")
    }

    /// nfs, cifs, smb2, smb, ceph, fuse, 9p, afs, lustre, gpfs, gfs2, ocfs2: linux/magic.h.
    @Test(
        arguments: [
            0x6969, 0xFF53_4D42, 0xFE53_4D42, 0x517B, 0x00C3_6400, 0x6573_5546, 0x0102_1997, 0x5346_414F, 0x0BD0_0BD0,
            0x4750_4653, 0x0116_1970, 0x7461_636F,
        ] as [UInt32])
    func aFileSystemOfAnotherMachineIsAMismatchUnlessDeclared(magic: UInt32) throws {
        #expect(try word("country: RU", "/srv/x", magic: magic) == "network")
        #expect(try word(Self.places, "/srv/here/x", magic: magic) == "network")
        #expect(try word(Self.places, "/srv/mounted/x", magic: magic) == "fine")
    }

    @Test(arguments: [
        ("/srv/here", "fine"), ("/srv/here/a/b", "fine"), ("/srv/here/far", "foreign"), ("/srv/here/far/a", "foreign"),
        ("/srv/here/farther", "fine"), ("/srv/hereafter", "undeclared"), ("/srv/caf\u{E9}/a", "fine"),
        ("/srv/cafe\u{301}/a", "undeclared"),
        ("/srv", "undeclared"), ("/", "undeclared"),
    ])
    func theInnermostDeclaredFolderCounts(path: String, cause: String) throws {
        #expect(try word(Self.places, path, magic: 0xEF53) == cause)
    }

    @Test func aMachineOutsideHomeKeepsNothing() throws {
        #expect(try word("country: FI", "/srv/x", magic: 0xEF53) == "foreign")
    }

    @Test(arguments: [
        ("collector.example.ru", "fine"), ("far.example.com", "foreign"), ("other.example.ru", "undeclared"),
        ("localhost", "fine"), ("127.0.0.1", "fine"), ("::1", "fine"), ("", "undeclared"),
        ("127.example.com", "undeclared"),
    ])
    func aHostIsDeclaredByName(host: String, cause: String) throws {
        let found = try rules(Self.places).mismatches(of: [StoredThing(thing: .collector, location: .host(host))])
        #expect(found.first?.found.cause.rawValue ?? "fine" == cause)
    }

    @Test func linksAreFollowedAndWhatIsMissingStandsWhereItWouldBeMade() throws {
        let folder = try TemporaryFolder()
        let root = try #require(RealPlace(of: folder.path)).path
        let files = FileManager.default
        try files.createDirectory(atPath: folder.file("real"), withIntermediateDirectories: false)
        try files.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: folder.file("real"))
        try files.createSymbolicLink(atPath: folder.file("nowhere"), withDestinationPath: folder.file("gone"))
        #expect(RealPlace(of: folder.file("link"))?.path == "\(root)/real")
        #expect(RealPlace(of: folder.file("link/new//deeper/"))?.path == "\(root)/real/new/deeper")
        #expect(RealPlace(of: folder.file("nowhere")) == nil)
        #expect(RealPlace(of: folder.file("nowhere/")) == nil)
        #expect(RealPlace(of: folder.file("nowhere/x")) == nil)
        #expect(RealPlace(of: folder.file("new/../../x")) == nil)
    }

    @Test func aLinkInPlaceOfADeclaredFolderDeclaresNothing() throws {
        let folder = try TemporaryFolder()
        let elsewhere = try TemporaryFolder()
        let declared = folder.file("declared")
        let rules = try rules("places: [{ path: \(declared)/ }]")
        let vault = StoredThing(thing: .vault, location: .path(declared + "/vault"))
        #expect(rules.mismatches(of: [vault]).isEmpty)
        try FileManager.default.createSymbolicLink(atPath: declared, withDestinationPath: elsewhere.path)
        #expect(rules.mismatches(of: [vault]).map(\.found.cause) == [.undeclared])
    }

    @Test(arguments: [
        "[{ path: /srv/a }, { path: /srv//a/, country: FI }]", "[{ host: a.example.ru }, { host: A.example.ru }]",
    ])
    func aPlaceHasOneDeclaration(places: String) {
        #expect(throws: DocumentError.self) { try rules("places: \(places)") }
    }

    @Test func aLinkInADeclaredFolderDoesNotLeadOutOfIt() throws {
        let folder = try TemporaryFolder()
        let elsewhere = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("vault"), withDestinationPath: elsewhere.path)
        let rules = try rules("places: [{ path: \(folder.path) }]")
        let inside = StoredThing(thing: .keys, location: .path(folder.file("keys")))
        let outside = StoredThing(thing: .vault, location: .path(folder.file("vault")))
        let found = rules.mismatches(of: [inside, outside])
        #expect(found.map(\.found.thing) == [.vault])
        #expect(found.first?.place.hasSuffix(elsewhere.path) == true)
        #expect(found.first?.description.contains("storage.places") == true)
    }
}
