// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Classification
import PrivacyCore
import Testing

struct TableReaderTests {
    private func labels(_ file: FileClassification) -> [String] {
        file.fields.map { "\($0.name ?? "#\($0.position)")=\($0.type?.rawValue ?? "-"):\($0.supporting)/\($0.filled)" }
    }

    @Test("A header names the fields, and a column is labelled by the type its values support")
    func header() async throws {
        let rows = (0..<10).map { "\($0),user\($0)@example.com,note \($0)" }.joined(separator: "\n")
        let file = try await SampleFolder.classify("id,mail,note\n" + rows)
        #expect(labels(file) == ["id=-:0/10", "mail=EMAIL:10/10", "note=-:0/10"])
        #expect(file.counts == ["EMAIL": 10])
        #expect(file.dataClass == .c2)
    }

    @Test("A table without header has numbered columns, and its first row is data")
    func noHeader() async throws {
        let file = try await SampleFolder.classify("a@example.com,1,x\nb@example.com,2,y\n")
        #expect(labels(file) == ["#1=EMAIL:2/2", "#2=-:0/2", "#3=-:0/2"])
        #expect(file.counts == ["EMAIL": 2])
    }

    static let support: [(filled: Int, lexical: Int, valid: Int, name: String, isLabelled: Bool)] = [
        (100, 30, 0, "n", true), (100, 29, 0, "n", false), (100, 0, 5, "n", true), (100, 0, 4, "n", false),
        (100, 10, 0, "snils", true), (100, 9, 0, "snils", false),
    ]

    @Test("The label needs 30 % of values, or 10 % under a telling name, or 5 % with a checksum", arguments: support)
    func supportRule(_ rule: (filled: Int, lexical: Int, valid: Int, name: String, isLabelled: Bool)) async throws {
        let values = (0..<rule.filled).map { row in
            row < rule.lexical ? "12345678901" : row < rule.lexical + rule.valid ? "12345678905" : "word"
        }
        let text = "\(rule.name);b;c\n" + values.map { "\($0);;\n" }.joined()
        let file = try await SampleFolder.classify(text)
        #expect((file.fields[0].type == SampleDetector.number) == rule.isLabelled)
        #expect(file.fields[1].filled == 0)
    }

    @Test("Quotes hold separators, line breaks and quotes")
    func quoting() async throws {
        let text = "a,b,c\r\n\"x, \"\"y\"\"\",\"one@example.com\r\ntwo@example.com\",z\r\n1,\"\",3@4\r\n"
        let file = try await SampleFolder.classify(text)
        #expect(labels(file) == ["a=-:0/2", "b=EMAIL:1/1", "c=EMAIL:1/2"])
        #expect(file.counts == ["EMAIL": 3])
    }

    @Test("A quote that is never closed does not hide what follows, nor fill the memory")
    func unclosedQuote() async throws {
        let text = "a,b,c\n1,2,3\n1,\"2,3\n" + String(repeating: "x,ivan@example.com,y\n", count: 25_000)
        #expect(try await SampleFolder.classify(text).counts == ["EMAIL": 25_000])
    }

    @Test("A sample is of the size asked for, says its share, and is the same twice")
    func sampling() async throws {
        let rows = (0..<2_000).map { "\($0),user\($0)@example.com,x" }.joined(separator: "\n")
        let options = ClassificationOptions(sampledRows: 200)
        let first = try await SampleFolder.classify("id,mail,note\n" + rows, options)
        #expect(first.counts == ["EMAIL": 200])
        #expect(first.sampledFraction == 0.1)
        #expect(first.fields.map(\.filled) == [200, 200, 200])
        let half = (0..<2_000).map { $0 < 1_000 ? "\($0),m@x,x" : "\($0),-,x" }.joined(separator: "\n")
        let second = try await SampleFolder.classify("id,mail,note\n" + half, options)
        // Even over the table: far from neither half.
        #expect((70...130).contains(second.counts["EMAIL"] ?? 0))
        #expect(try await SampleFolder.classify("id,mail,note\n" + half, options).counts == second.counts)
    }

    @Test("A row with more values than the header, and one with fewer, are looked at")
    func raggedRows() async throws {
        let head = "a,b,c\n" + String(repeating: "1,2,3\n", count: 20)
        let file = try await SampleFolder.classify(head + "1,2,3,late@example.com\nearly@example.com\n")
        #expect(file.counts == ["EMAIL": 2])
    }
}
