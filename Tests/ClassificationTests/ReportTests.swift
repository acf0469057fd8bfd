// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Classification
import JSONText
import PrivacyCore
import Testing

struct ReportTests {
    /// Values that stand in files, headers, keys and no report.
    private static let canaries = ["canary@example.com", "12345678905", "sk-canary", "Canaryname"]

    private func sample() throws -> SampleFolder {
        let sample = try SampleFolder()
        try sample.write("a.txt", "canary@example.com 12345678905 sk-canary Canaryname")
        try sample.write("b.csv", "canary@example.com,x,y\ncanary@example.com,Canaryname,12345678905\n")
        try sample.write("c.json", #"{"canary@example.com": {"mail": "canary@example.com"}, "k": "Canaryname"}"#)
        try sample.write("d.bin", [0, 1, 2])
        return sample
    }

    @Test("No report holds a value, and those that travel hold no path")
    func noValues() async throws {
        let sample = try sample()
        let report = await sample.classify()
        let renderings = [
            Array(TableRenderer.render(report).utf8), JSONRenderer.render(report, showsPaths: true),
            CSVRenderer.render(report, showsPaths: true),
        ]
        for rendering in renderings {
            let text = String(decoding: rendering, as: UTF8.self)
            for canary in Self.canaries { #expect(!text.contains(canary)) }
            #expect(text.contains("a.txt"))
        }
        for rendering in [
            JSONRenderer.render(report), CSVRenderer.render(report),
            Array(TableRenderer.render(report, showsPaths: false).utf8),
        ] {
            #expect(!String(decoding: rendering, as: UTF8.self).contains("a.txt"))
        }
    }

    /// How many characters stand before the last occurrence of a word.
    private func column(of word: String, in line: String) -> Int? {
        let (line, word) = (Array(line.utf8), Array(word.utf8))
        return line.indices.last { line[$0...].starts(with: word) }
    }

    @Test("The table is aligned, says what it is worth and lists what was not read")
    func table() async throws {
        let report = await (try sample()).classify()
        let lines = TableRenderer.render(report).split(separator: "\n").map(String.init)
        #expect(lines.first == "3 files read, 1 not read; engine 0123456789ab")
        #expect(lines.contains { $0.contains("lower bound") })
        let header = try #require(lines.first { $0.hasPrefix("CLASS") })
        let row = try #require(lines.first { $0.hasSuffix("/a.txt") })
        #expect(row.hasPrefix("C4+K"))
        #expect(column(of: "KIND", in: header) == column(of: "text ", in: row))
        #expect(lines.contains { $0.contains("binary (unknown)") })
    }

    @Test("The JSON report is JSON and holds counts and classes")
    func json() async throws {
        let value = try JSONValue(parsing: JSONRenderer.render(await (try sample()).classify()))
        #expect(value["schema"]?.stringValue == "zavesa.classification/v1")
        #expect(value["totals"]?["class"]?.stringValue == "C4")
        #expect(value["totals"]?["secret"]?.booleanValue == true)
        #expect(value["files"]?.arrayValue?.count == 3)
        #expect(value["files"]?.arrayValue?.first?["types"]?.arrayValue?.count == 3)
        #expect(value["skipped"]?.arrayValue?.first?["reason"]?.stringValue == "binary")
    }

    @Test("A file name cannot start a formula, break a row or steer a terminal")
    func hostileNames() async throws {
        let sample = try SampleFolder()
        try sample.write("=cmd|' ,\"x\"", "ivan@example.com")
        try sample.write("\u{1B}[2J\n\u{202E}x", "ivan@example.com")
        let report = await Classifier(engine: SampleDetector.engine).classify(paths: [sample.path])
        let csv = String(decoding: CSVRenderer.render(report, showsPaths: true), as: UTF8.self)
        // The row of quotes is doubled and quoted; a name is never at the start of a path here, so the guard is asked
        // with a path of its own below.
        #expect(csv.contains("/=cmd|' ,\"\"x\"\"\""))
        #expect(csv.split(separator: "\r\n").count == 3)
        for text in [csv, TableRenderer.render(report)] {
            #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
        }
        let missing = await Classifier(engine: SampleDetector.engine).classify(paths: ["=1+2", "-x", "@y", "+z", "＝1"])
        let guarded = String(decoding: CSVRenderer.render(missing, showsPaths: true), as: UTF8.self)
        for name in ["=1+2", "-x", "@y", "+z", "＝1"] { #expect(guarded.contains(",'\(name),missing,")) }
        #expect(Array(guarded.utf8).starts(with: [0xEF, 0xBB, 0xBF]))
    }

    @Test("A reference is the same for the same key and path, and for nothing else")
    func references() async throws {
        let sample = try sample()
        func references(_ key: UInt8) async -> [String] {
            let key = Sensitive([UInt8](repeating: key, count: 32))
            return await sample.classify(references: PathReference(key: key)).files.map(\.pathReference)
        }
        let first = await references(1)
        #expect(await references(1) == first)
        #expect(Set(first).count == 3)
        #expect(await Set(references(2)).isDisjoint(with: first))
        #expect(first.allSatisfy { $0.utf8.count == 37 && $0.hasPrefix("path:") })
    }

    static let exits: [(files: [String: String], threshold: DataClass?, exit: ClassificationExit)] = [
        (["a": "text"], .c2, .below), (["a": "a@x.com"], .c2, .atThreshold), (["a": "a@x.com"], .c3, .below),
        (["a": "a@x.com"], nil, .below), (["a": "12345678905"], .c3, .atThreshold),
        // A key counts as C4.
        (["a": "sk-key"], .c4, .atThreshold), (["a": "sk-key"], .c5, .below),
        // Something was not read.
        (["a": "text", "b": "\0"], .c2, .partial), (["a": "a@x.com", "b": "\0"], .c2, .atThreshold),
        (["a": "text", "b": "\0"], nil, .partial), (["a": "LIMIT"], .c2, .partial), (["b": "\0"], .c2, .failed),
        ([:], .c2, .below),
    ]

    @Test("The exit code says below, at the threshold, partial or failed", arguments: exits)
    func exitCodes(_ rule: (files: [String: String], threshold: DataClass?, exit: ClassificationExit)) async throws {
        let sample = try SampleFolder()
        for (name, text) in rule.files { try sample.write(name, text) }
        #expect(ClassificationExit(await sample.classify(), failOn: rule.threshold) == rule.exit)
    }

    @Test("The codes are those that CI scripts know")
    func exitValues() {
        let codes: [ClassificationExit] = [.below, .failed, .atThreshold, .partial]
        #expect(codes.map(\.rawValue) == [0, 1, 10, 20])
    }
}
