// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import Testing
import ZavesaTesting

@Suite("Segment files")
struct SegmentFileSinkTests {
    @Test("keep the contract of a sink")
    func conformance() throws {
        let folder = try TemporaryFolder()
        let suite = AuditSinkConformance(
            open: { try SegmentFileSink(directory: folder.log) }, stored: { try folder.lines() })
        #expect(try suite.run() == [])
    }

    @Test("keep the contract of a sink on a disk that fills up", .enabled(if: SmallDisk.isAvailable))
    func conformanceOnFullDisk() throws {
        let folder = try TemporaryFolder()
        let disk = try SmallDisk(at: folder.log, kibibytes: 512)
        let suite = AuditSinkConformance(
            open: { try SegmentFileSink(directory: folder.log) }, stored: { try folder.lines() },
            whileFull: { body in try disk.whileFull(body) })
        #expect(try suite.run() == [])
    }

    @Test("are private to their owner")
    func permissions() throws {
        let folder = try TemporaryFolder()
        let sink = try SegmentFileSink(directory: folder.log)
        try sink.append([Array("{}".utf8)])
        #expect(try Self.mode(folder.log) == 0o700)
        for name in try folder.names() { #expect(try Self.mode("\(folder.log)/\(name)") == 0o600) }
    }

    @Test("have one writer at a time")
    func oneWriter() throws {
        let folder = try TemporaryFolder()
        let sink = try SegmentFileSink(directory: folder.log)
        #expect(throws: AuditError(code: .corrupt, finding: "another process holds it")) {
            try SegmentFileSink(directory: folder.log)
        }
        withExtendedLifetime(sink) {}
    }

    @Test("move an unfinished last line aside and keep its bytes", arguments: [1, 7, 5000])
    func tornLine(length: Int) throws {
        let folder = try TemporaryFolder()
        try { try SegmentFileSink(directory: folder.log).append([Array("{\"whole\":1}".utf8)]) }()
        let torn = [UInt8](repeating: UInt8(ascii: "x"), count: length)
        try folder.write(folder.read("00000001.jsonl") + torn, to: "00000001.jsonl")
        let sink = try SegmentFileSink(directory: folder.log)
        #expect(sink.tornBytes == length)
        #expect(try folder.lines() == [Array("{\"whole\":1}".utf8)])
        #expect(try folder.read("00000001.1.torn") == torn)
    }

    @Test("do not overwrite what an earlier crash left")
    func tornTwice() throws {
        let folder = try TemporaryFolder()
        for text in ["one", "two"] {
            _ = try SegmentFileSink(directory: folder.log)
            try folder.write(Array(text.utf8), to: "00000001.jsonl")
        }
        _ = try SegmentFileSink(directory: folder.log)
        #expect(try folder.read("00000001.1.torn") == Array("one".utf8))
        #expect(try folder.read("00000001.2.torn") == Array("two".utf8))
    }

    @Test("refuse to go on when somebody changed or removed the file under them")
    func displaced() throws {
        let folder = try TemporaryFolder()
        let sink = try SegmentFileSink(directory: folder.log)
        try sink.append([Array("{}".utf8)])
        let handle = try #require(FileHandle(forWritingAtPath: "\(folder.log)/00000001.jsonl"))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("{}\n".utf8))
        try handle.close()
        #expect(throws: AuditError.self) { try sink.append([Array("{}".utf8)]) }

        let other = try TemporaryFolder()
        let removed = try SegmentFileSink(directory: other.log)
        try removed.append([Array("{}".utf8)])
        try FileManager.default.removeItem(atPath: "\(other.log)/00000001.jsonl")
        #expect(throws: AuditError.self) { try removed.append([Array("{}".utf8)]) }
    }

    @Test("do not follow a link in place of a segment")
    func link() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.log, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.log)/00000001.jsonl", withDestinationPath: "\(folder.path)/elsewhere")
        #expect(throws: AuditError.self) { try SegmentFileSink(directory: folder.log) }
    }

    private static func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? Int ?? 0) & 0o777
    }
}
