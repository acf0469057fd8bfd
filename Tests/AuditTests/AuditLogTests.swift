// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import PrivacyCore
import Synchronization
import Testing

/// Control: ZV-EGR-02
@Suite("The audit log")
struct AuditLogTests {
    @Test("numbers records without a gap and hands out the leaf that is on disk")
    func receipts() async throws {
        let folder = try TemporaryFolder()
        let log = try await Fixtures.open(folder)
        let request = Fixtures.request()
        let receipt = try await log.record(Fixtures.decided(request))
        #expect(receipt.sequence == 1)
        #expect(receipt.code == .decided)
        #expect(receipt.request == request)
        let line = try #require(folder.lines().last)
        let leaf = receipt.leaf.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        #expect(String(decoding: line, as: UTF8.self).contains("\"leaf\":\"\(leaf)\""))
    }

    @Test("a record is on disk before `record` returns")
    func durable() async throws {
        let folder = try TemporaryFolder()
        let log = try await Fixtures.open(folder)
        for number in 1...20 {
            _ = try await log.record(Fixtures.decided())
            #expect(try folder.lines().count == number + 1)
        }
    }

    @Test("sixty-four tasks at once give one chain")
    func concurrency() async throws {
        let folder = try TemporaryFolder()
        let log = try await Fixtures.open(folder)
        let sequences = try await withThrowingTaskGroup(of: [UInt64].self) { group in
            for _ in 0..<64 {
                group.addTask {
                    var sequences: [UInt64] = []
                    for _ in 0..<10 {
                        let request = Fixtures.request()
                        sequences.append(try await log.record(Fixtures.decided(request)).sequence)
                        sequences.append(try await log.record(Fixtures.closed(request)).sequence)
                    }
                    return sequences
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(sequences.sorted() == Array(1...1280))
        let report = try AuditVerifier.verify(directory: folder.log, catalogue: Fixtures.catalogue())
        #expect(report.followsRules)
        #expect(report.treeSize == 1281)
        #expect(report.openAtEnd.count == 0)
    }

    @Test("a log opened again continues its chain")
    func reopened() async throws {
        let folder = try TemporaryFolder()
        for _ in 0..<3 { try await Fixtures.fill(Fixtures.open(folder), requests: 2) }
        let report = try AuditVerifier.verify(directory: folder.log)
        #expect(report.followsRules)
        #expect(report.treeSize == 15)
        #expect(report.counts[.logOpened] == 3)
    }

    @Test("a new segment begins by size, and links to the one before")
    func rotationBySize() async throws {
        let folder = try TemporaryFolder()
        var options = AuditLog.Options()
        options.rotation.size = 4000
        try await Fixtures.fill(Fixtures.open(folder, options: options), requests: 10)
        #expect(try folder.names().filter { $0.hasSuffix(".jsonl") }.count > 3)
        try await Fixtures.fill(Fixtures.open(folder, options: options), requests: 1)
        #expect(try AuditVerifier.verify(directory: folder.log).followsRules)
    }

    @Test("a new segment begins with a new day, also when the log was closed over midnight")
    func rotationByDay() async throws {
        let folder = try TemporaryFolder()
        let clock = ManualClock()
        var options = AuditLog.Options()
        options.clock = clock.now
        let log = try await Fixtures.open(folder, options: options)
        try await Fixtures.fill(log, requests: 1)
        clock.advance(by: 86_400_000)
        try await Fixtures.fill(log, requests: 1)
        await log.close()
        #expect(try folder.names().filter { $0.hasSuffix(".jsonl") }.count == 2)
        clock.advance(by: 86_400_000)
        try await Self.closeAfterOpening(folder, options)
        #expect(try folder.names().filter { $0.hasSuffix(".jsonl") }.count == 3)
        #expect(try AuditVerifier.verify(directory: folder.log).followsRules)
    }

    @Test("a clock that was set back does not run the log backwards, and the log says so")
    func clockSetBack() async throws {
        let folder = try TemporaryFolder()
        let clock = ManualClock()
        let log = try await Fixtures.open(folder, clock: clock)
        clock.advance(by: -3_600_000)
        _ = try await log.record(Fixtures.decided())
        let line = try #require(folder.lines().last.map { String(decoding: $0, as: UTF8.self) })
        #expect(line.contains(#""clock":{"offset_ms":3600000,"quality":"held","src":"system"}"#))
        let report = try AuditVerifier.verify(directory: folder.log)
        #expect(report.isIntact)
        #expect(report.heldTimes == 1)
    }

    @Test("a line that a crash cut is moved aside, counted, and the chain goes on")
    func tornLine() async throws {
        let folder = try TemporaryFolder()
        try await Fixtures.fill(Fixtures.open(folder), requests: 2)
        let bytes = try folder.read("00000001.jsonl")
        try folder.write(Array(bytes.dropLast(100)), to: "00000001.jsonl")
        try await Fixtures.fill(Fixtures.open(folder), requests: 1)
        let report = try AuditVerifier.verify(directory: folder.log)
        #expect(report.followsRules)
        #expect(report.tornBytes > 0)
        #expect(report.orphans.count == 1)
    }

    @Test("a crash between a new segment and its first record is survived")
    func emptyNewestSegment() async throws {
        let folder = try TemporaryFolder()
        try await Fixtures.fill(Fixtures.open(folder), requests: 1)
        try folder.write([], to: "00000002.jsonl")
        #expect(try AuditVerifier.verify(directory: folder.log).isIntact)
        try await Fixtures.fill(Fixtures.open(folder), requests: 1)
        let report = try AuditVerifier.verify(directory: folder.log)
        #expect(report.followsRules)
        #expect(report.segments == 2)
    }

    @Test("a log whose newest segment was changed does not open")
    func changedTail() async throws {
        let folder = try TemporaryFolder()
        try await Fixtures.fill(Fixtures.open(folder), requests: 3)
        var bytes = try folder.read("00000001.jsonl")
        bytes[bytes.count / 2] ^= 1
        try folder.write(bytes, to: "00000001.jsonl")
        await #expect { try await Fixtures.open(folder) } throws: { ($0 as? AuditError)?.code == .corrupt }
    }

    @Test("a log that another process holds does not open")
    func held() async throws {
        let folder = try TemporaryFolder()
        let log = try await Fixtures.open(folder)
        await #expect { try await Fixtures.open(folder) } throws: { ($0 as? AuditError)?.code == .corrupt }
        #expect(log.isHealthy)
    }

    @Test("a closed log takes nothing more")
    func closed() async throws {
        let folder = try TemporaryFolder()
        let log = try await Fixtures.open(folder)
        await log.close()
        #expect(!log.isHealthy)
        await #expect(throws: AuditError(code: .unavailable)) { try await log.record(Fixtures.decided()) }
    }

    private static func closeAfterOpening(_ folder: TemporaryFolder, _ options: AuditLog.Options) async throws {
        await (try Fixtures.open(folder, options: options)).close()
    }
}
