// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Classification
import Testing

/// Long texts are read in windows; what lies across an edge is counted once.
struct TextReaderTests {
    private static let email = Array("ivan@example.com".utf8)

    @Test(
        "A value anywhere around a window's edge is found once",
        arguments: [false, true])
    func valuesAtEdges(withLines: Bool) async throws {
        // Around the start of the part that two windows share, its middle, and the end of the first window.
        let places = [63_488, 64_512, 65_536].flatMap { edge in stride(from: edge - 20, through: edge + 6, by: 5) }
        for place in places {
            var text = [UInt8](repeating: UInt8(ascii: " "), count: 70_000)
            if withLines {
                for newline in stride(from: 50, to: text.count, by: 1_234) { text[newline] = UInt8(ascii: "\n") }
            }
            text.replaceSubrange(place..<place + Self.email.count, with: Self.email)
            let count = try await SampleFolder.classify(text).counts["EMAIL"]
            #expect(count == 1, "at \(place)")
        }
    }

    @Test("Every value of a long text is counted once, in any script")
    func manyValues() async throws {
        for filler in ["x ", "щ ", "م ", "😀 "] {
            let text = String(repeating: filler, count: 37) + "ivan@example.com "
            let file = try await SampleFolder.classify(String(repeating: text, count: 1_500))
            #expect(file.counts == ["EMAIL": 1_500])
            #expect(file.problems.isEmpty)
        }
    }

    @Test("A detector's limit makes a file partial and does not end it")
    func limits() async throws {
        let file = try await SampleFolder.classify("LIMIT ivan@example.com")
        #expect(file.problems == [.scanLimit])
        #expect(file.isPartial)
    }
}
