// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Classification
import Testing

/// Kinds and encodings are told from the content.
struct ContentTests {
    static let kinds: [(text: String, kind: String)] = [
        ("Просто текст.\nИ ещё строка.", "text"), ("", "text"), ("one line, with a comma\n", "text"),
        ("Dear A,\nthank you, indeed\n", "text"), ("[2024-05-01 10:00] started\n[2024-05-01 10:01] done\n", "text"),
        ("func f() {\n    return 1\n}\n", "text"), ("{ not json }\n", "text"),
        ("a,b,c\n1,2,3\n", "csv"), ("имя;почта\nА;Б\nВ;Г\n", "csv"), ("a\tb\tc\n1\t2\t3\n", "tsv"),
        ("a,b,c\n\"1,1\",\"2\n2\",3\n", "csv"), ("a|b|c\n1|2|3", "csv"),
        ("{\"a\": 1}", "json"), ("{\n  \"a\": [1, 2]\n}\n", "json"), ("[{\"a\": 1},\n {\"b\": 2}]", "json"),
        ("[]", "json"),
        ("{\"a\": 1}\n{\"a\": 2}\n", "jsonl"), ("\n{\"a\": 1}\n\n{\"a\": 2}", "jsonl"),
    ]

    @Test("The kind is told from the content", arguments: kinds)
    func kind(_ example: (text: String, kind: String)) async throws {
        #expect(try await SampleFolder.classify(example.text).kind.name == example.kind)
    }

    static let encodings: [(name: String, bytes: [UInt8], problems: [FileProblem])] = [
        ("utf-8", Array("Почта: ivan@почта.рф и ещё".utf8), []),
        ("utf-8", [0xEF, 0xBB, 0xBF] + Array("Почта: ivan@example.com".utf8), []),
        (
            "utf-16le",
            [0xFF, 0xFE] + "Почта: ivan@example.com 😀".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, []
        ),
        (
            "utf-16be",
            [0xFE, 0xFF] + "Почта: ivan@example.com 😀".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }, []
        ),
        ("utf-16le", utf16("i@e", lowFirst: true) + [0x41], [.undecodableBytes]),
        // «Почта: ivan@example.com, Ёлкин» in the Windows code page.
        (
            "windows-1251",
            [0xCF, 0xEE, 0xF7, 0xF2, 0xE0, 0x3A, 0x20] + Array("ivan@example.com, ".utf8)
                + [0xA8, 0xEB, 0xEA, 0xE8, 0xED], []
        ),
    ]

    @Test("Text is read in its encoding", arguments: encodings)
    func encoding(_ example: (name: String, bytes: [UInt8], problems: [FileProblem])) async throws {
        let file = try await SampleFolder.classify(example.bytes)
        #expect(file.encoding.rawValue == example.name)
        #expect(file.counts == ["EMAIL": 1])
        #expect(file.problems == example.problems)
    }

    /// Text in UTF-16 with a byte order mark.
    private static func utf16(_ text: String, lowFirst: Bool) -> [UInt8] {
        ("\u{FEFF}" + text).utf16.flatMap { unit in
            let (low, high) = (UInt8(unit & 0xFF), UInt8(unit >> 8))
            return lowFirst ? [low, high] : [high, low]
        }
    }

    @Test("A character cut by the end of a piece is read whole, in every encoding")
    func piecesEndBetweenCharacters() async throws {
        // Shifted by one, two and three bytes against the size of a piece.
        for shift in 0..<3 {
            let text =
                String(repeating: "x", count: shift) + String(repeating: "щ😀 ", count: 40_000) + "ivan@example.com"
            let utf8 = try await SampleFolder.classify(text)
            #expect(utf8.counts == ["EMAIL": 1] && utf8.problems.isEmpty)
            let wide = try await SampleFolder.classify(Self.utf16(text, lowFirst: true))
            #expect(wide.counts == ["EMAIL": 1] && wide.problems.isEmpty)
        }
    }

    @Test("A broken byte in the middle of a long file is replaced and reported, and the rest is read")
    func brokenBytes() async throws {
        let line = Array("строка\n".utf8)
        let bytes = [[UInt8]](repeating: line, count: 22_000).joined() + [0xFF] + Array(" ivan@example.com".utf8)
        let file = try await SampleFolder.classify(Array(bytes))
        #expect(file.counts == ["EMAIL": 1])
        #expect(file.problems == [.undecodableBytes])
        #expect(!file.isPartial)
    }

    @Test("Languages are told by script, most frequent first")
    func languages() async throws {
        #expect(try await SampleFolder.classify("Привет, мир, и ещё раз привет. Hello.").languages == ["ru", "en"])
        #expect(try await SampleFolder.classify("مرحبا بالعالم").languages == ["ar"])
        #expect(try await SampleFolder.classify("12345").languages.isEmpty)
    }
}
