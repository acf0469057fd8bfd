// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import PrivacyCore
import Testing

/// Control: ZV-AUD-02
@Suite("The verifier names the first record that is not as it was written")
struct AuditVerifierTests {
    /// A log of 41 records, and its lines.
    private static func log() async throws -> (folder: TemporaryFolder, lines: [[UInt8]]) {
        let folder = try TemporaryFolder()
        try await Fixtures.fill(Fixtures.open(folder), requests: 20)
        return (folder, try folder.lines())
    }

    private static func verify(_ lines: [[UInt8]], in folder: TemporaryFolder) throws -> VerificationReport {
        try folder.write(Lines.join(lines), to: "00000001.jsonl")
        return try AuditVerifier.verify(directory: folder.log)
    }

    @Test("a log as it was written verifies")
    func intact() async throws {
        let (folder, _) = try await Self.log()
        let report = try AuditVerifier.verify(directory: folder.log, catalogue: Fixtures.catalogue())
        #expect(report.followsRules)
        #expect(report.treeSize == 41)
        #expect(report.counts == [.logOpened: 1, .decided: 20, .delivered: 20])
        #expect(report.orphans.count == 0)
        #expect(report.description.contains("self-attested: no external witness holds a checkpoint"))
    }

    @Test("every bit of every record matters")
    func everyBit() async throws {
        let folder = try TemporaryFolder()
        let log = try await Fixtures.open(folder)
        _ = try await log.record(Fixtures.decided())
        for _ in 0..<19 { _ = try await log.record(Fixtures.denied()) }
        let lines = try folder.lines()
        let records = lines.prefix(20).enumerated()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, line) in records {
                group.addTask {
                    let head = try FlippedBit.head(before: index, in: lines)
                    for bit in 0..<(line.count + 1) * 8 {
                        let problem = FlippedBit.problem(in: lines, record: index, after: head, bit: bit)
                        if problem == nil { Issue.record("record \(index) with bit \(bit) flipped verifies") }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("a flipped bit anywhere in a thousand records is named by file and line")
    func randomBits() async throws {
        let folder = try TemporaryFolder()
        var options = AuditLog.Options()
        options.rotation.size = 400_000
        try await Fixtures.fill(Fixtures.open(folder, options: options), requests: 500)
        let names = try folder.names().filter { $0.hasSuffix(".jsonl") }
        #expect(names.count >= 3)
        var generator = SeededGenerator(seed: 20_261_123)
        for _ in 0..<24 {
            let name = try #require(names.randomElement(using: &generator))
            let bytes = try folder.read(name)
            let position = Int.random(in: bytes.indices, using: &generator)
            var flipped = bytes
            flipped[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            try folder.write(flipped, to: name)
            let bad = try #require(try AuditVerifier.verify(directory: folder.log).firstBad)
            #expect(bad.file == name)
            #expect(bad.line == bytes[..<position].count { $0 == UInt8(ascii: "\n") } + 1)
            try folder.write(bytes, to: name)
        }
        #expect(try AuditVerifier.verify(directory: folder.log).followsRules)
    }

    @Test("a record that is missing, moved, doubled or cut is named", arguments: [1, 2, 19, 38])
    func edits(at index: Int) async throws {
        let (folder, lines) = try await Self.log()
        var deleted = lines
        deleted.remove(at: index)
        let gap = RecordProblem.wrongNumber(expected: UInt64(index), found: UInt64(index + 1))
        try Self.expect(Self.verify(deleted, in: folder), line: index + 1, gap)

        var swapped = lines
        swapped.swapAt(index, index + 1)
        try Self.expect(Self.verify(swapped, in: folder), line: index + 1, gap)

        var doubled = lines
        doubled.insert(lines[index], at: index)
        let again = RecordProblem.wrongNumber(expected: UInt64(index + 1), found: UInt64(index))
        try Self.expect(Self.verify(doubled, in: folder), line: index + 2, again)

        var cut = lines
        cut[index] = Array(cut[index].dropLast(1))
        try Self.expect(Self.verify(cut, in: folder), line: index + 1, .notARecord)

        var merged = lines
        merged[index] += merged.remove(at: index + 1)
        try Self.expect(Self.verify(merged, in: folder), line: index + 1, .notARecord)

        var blank = lines
        blank.insert([], at: index)
        try Self.expect(Self.verify(blank, in: folder), line: index + 1, .notARecord)
    }

    @Test("the same record in another spelling is named")
    func spelling() async throws {
        let (folder, lines) = try await Self.log()
        let line = String(decoding: lines[5], as: UTF8.self)
        for other in [
            line.replacing(",\"ts\"", with: ", \"ts\""), line + " ", line.replacing("\"v\":1", with: "\"v\":1.0"),
            line.replacing("\"success\"", with: "\"\\u0073uccess\""),
            line.replacing("\"v\":1", with: "\"v\":1,\"v\":1"),
        ] {
            #expect(other != line)
            var changed = lines
            changed[5] = Array(other.utf8)
            try Self.expect(Self.verify(changed, in: folder), line: 6, .notARecord)
        }
    }

    @Test("records of another log are named, also with the right numbers")
    func splice() async throws {
        let (folder, lines) = try await Self.log()
        let (_, others) = try await Self.log()
        try Self.expect(Self.verify(Array(lines[..<10] + others[10...]), in: folder), line: 11, .otherChain)
        try Self.expect(Self.verify(Array(others[..<1] + lines[1...]), in: folder), line: 2, .otherChain)
    }

    @Test("what is missing at the front, in the middle, or as a whole segment is named")
    func segments() async throws {
        let (folder, lines) = try await Self.log()
        try Self.expect(
            Self.verify(Array(lines[1...]), in: folder), line: 1, .wrongNumber(expected: 0, found: 1))
        try folder.write(Lines.join(lines), to: "00000003.jsonl")
        let missing = try #require(try Self.verify(lines, in: folder).firstBad)
        #expect(missing.file == "00000002.jsonl" && missing.problem == .segmentMissing)
        try folder.write([], to: "00000002.jsonl")
        let empty = try #require(try AuditVerifier.verify(directory: folder.log).firstBad)
        #expect(empty.file == "00000002.jsonl" && empty.problem == .segmentEmpty)
    }

    @Test("records moved to another segment are named")
    func movedAcrossSegments() async throws {
        let (folder, lines) = try await Self.log()
        try folder.write(Lines.join(Array(lines[20...])), to: "00000002.jsonl")
        let bad = try #require(try Self.verify(Array(lines[..<20]), in: folder).firstBad)
        #expect(bad.file == "00000002.jsonl" && bad.line == 1 && bad.problem == .segmentNotBegun)
    }

    @Test("a last line without its end is named; removal of whole last records is not noticed, and the report says so")
    func tail() async throws {
        let (folder, lines) = try await Self.log()
        try folder.write(Array(Lines.join(lines).dropLast()), to: "00000001.jsonl")
        try Self.expect(AuditVerifier.verify(directory: folder.log), line: 41, .unterminatedLine)

        let report = try Self.verify(Array(lines[..<39]), in: folder)
        #expect(report.followsRules)
        #expect(report.treeSize == 39)
        #expect(report.description.contains(VerificationReport.tailStatement))
    }

    @Test("a record that is internally right but says what the schema forbids is named")
    func schema() async throws {
        let (folder, lines) = try await Self.log()
        for (from, to, field) in [
            ("\"api\":\"chat.completions\"", "\"api\":\"what the user wrote\"", "api"),
            ("\"api\":\"chat.completions\"", "\"prompt\":\"x\"", "record"),
            ("\"bytes_in\":812", "\"bytes_in\":true", "data.bytes_in"),
            ("\"PERSON\":2", "\"Ivanov\":2", "data.entities"),
        ] {
            var changed = lines
            changed[1] = try Forge.record(lines[1], replacing: from, with: to)
            try Self.expect(Self.verify(changed, in: folder), line: 2, .outsideSchema(field: field))
        }
    }

    @Test("time that runs back is named")
    func time() async throws {
        let folder = try TemporaryFolder()
        let clock = ManualClock()
        let log = try await Fixtures.open(folder, clock: clock)
        clock.advance(by: 5000)
        try await Fixtures.fill(log, requests: 2)
        var lines = try folder.lines()
        lines[3] = try Forge.record(lines[3], replacing: "T00:00:05.000Z", with: "T00:00:04.000Z")
        try Self.expect(Self.verify(lines, in: folder), line: 4, .timeRunsBack(milliseconds: 1000))
        let tolerant = AuditVerifier(directory: folder.log, toleranceMilliseconds: 1000)
        #expect(try tolerant.run { _ in }.firstBad?.problem == .wrongLink)
    }

    @Test("a code or type that the catalogue does not have is named")
    func catalogue() async throws {
        let (folder, lines) = try await Self.log()
        for (from, to) in [("LLM001I", "LLM999I"), ("request.decided", "request.delivered")] {
            var changed = lines
            changed[1] = try Forge.record(lines[1], replacing: from, with: to)
            try folder.write(Lines.join(changed), to: "00000001.jsonl")
            let report = try AuditVerifier.verify(directory: folder.log, catalogue: Fixtures.catalogue())
            #expect(report.firstBad?.problem == .unknownCode && report.firstBad?.line == 2)
        }
    }

    private static func expect(
        _ report: VerificationReport, line: Int, _ problem: RecordProblem, _ location: SourceLocation = #_sourceLocation
    ) {
        #expect(report.firstBad?.line == line, sourceLocation: location)
        #expect(report.firstBad?.problem == problem, sourceLocation: location)
        #expect(report.firstBad?.sequence == report.treeSize, sourceLocation: location)
    }
}
