// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import Testing

@Suite("A verifier that shares no code with us")
struct IndependentVerifierTests {
    private static let script = Fixtures.root.appendingPathComponent("scripts/verify-audit.py").path

    private static func run(_ folder: TemporaryFolder) throws -> (status: Int32, output: String) {
        try Tool.status("/usr/bin/env", ["python3", script, folder.log])
    }

    @Test("agrees on size and root, and is short enough to read")
    func agrees() async throws {
        let folder = try TemporaryFolder()
        var options = AuditLog.Options()
        options.rotation.size = 20_000
        try await Fixtures.fill(Fixtures.open(folder, options: options), requests: 60)
        let report = try AuditVerifier.verify(directory: folder.log)
        let (status, output) = try Self.run(folder)
        #expect(status == 0, "\(output)")
        #expect(output.contains("tree size    \(report.treeSize)\n"))
        #expect(output.contains("root         \(report.root)\n"))
        #expect(output.contains("self-attested"))
        let text = try String(contentsOfFile: Self.script, encoding: .utf8)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 151)
    }

    @Test("names the same first bad record")
    func namesTheSame() async throws {
        let folder = try TemporaryFolder()
        try await Fixtures.fill(Fixtures.open(folder), requests: 20)
        let bytes = try folder.read("00000001.jsonl")
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<12 {
            var flipped = bytes
            flipped[Int.random(in: bytes.indices, using: &generator)] ^= 1 << UInt8.random(in: 0..<7, using: &generator)
            try folder.write(flipped, to: "00000001.jsonl")
            let bad = try #require(try AuditVerifier.verify(directory: folder.log).firstBad)
            let (status, output) = try Self.run(folder)
            #expect(status == 1)
            #expect(output.contains("\(bad.file):\(bad.line ?? 0) (record \(bad.sequence))"), "\(output)")
        }
    }

    @Test("every kind of record follows the published JSON schema")
    func publishedSchema() async throws {
        let folder = try TemporaryFolder()
        try await Samples.writeAll(to: folder)
        let schema = Fixtures.root.appendingPathComponent("compliance/schemas/audit-v1.json").path
        let program = """
            import json, sys
            try:
                import jsonschema
            except ImportError:
                sys.exit(77)
            schema = json.load(open(sys.argv[1]))
            jsonschema.Draft202012Validator.check_schema(schema)
            validator = jsonschema.Draft202012Validator(schema)
            for line in open(sys.argv[2]):
                validator.validate(json.loads(line))
                broken = json.loads(line)
                broken["prompt"] = "text"
                assert not validator.is_valid(broken)
            """
        let (status, output) = try Tool.status(
            "/usr/bin/env", ["python3", "-c", program, schema, "\(folder.log)/00000001.jsonl"])
        // 77: the machine has no `jsonschema` module; the comparison of the two tables still ran.
        #expect(status == 0 || status == 77, "\(output)")
    }
}
