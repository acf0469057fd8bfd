// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Testing
import TextNormalization
import ZavesaTesting

/// Escape sequences are one character of the folded text each.
struct EscapeSequenceTests {
    @Test(
        "An escape is read as the character it stands for",
        arguments: [
            ("&#55;&#55;20", "7720"), ("&#x37;", "7"), ("&#X37;", "7"), ("&#55 ", "7 "), ("a&nbsp;b", "a b"),
            ("1&ndash;2", "1-2"), ("a&shy;b", "ab"), ("&laquo;a&raquo;", "\"a\""), ("ivan&commat;mail", "ivan@mail"),
            ("%37%37", "77"), ("%D0%98%d0%bd", "Ин"), ("%2537", "7"), ("&amp;#55;", "7"), ("ivan%40mail", "ivan@mail"),
            ("\\u0037", "7"), ("\\u{37}", "7"), ("\\U00000037", "7"), ("\\x37", "7"), ("\\xd0\\x98", "И"),
            ("\\\\u0037", "7"), ("\\ud835\\udfd5", "7"), ("a\\nИнн", "a\nИнн"), ("a\\n7", "a\n7"), ("a\\tB", "a B"),
            ("и&#774;", "й"), ("%CC%81", ""), ("&#1639;", "7"),
        ])
    func isRead(text: String, folded: String) throws {
        let analyzed = try #require(AnalyzedText(utf8: Array(text.utf8)))
        #expect(String(decoding: analyzed.folded, as: UTF8.self) == folded)
    }

    @Test(
        "What stands for nothing readable stays as it is written",
        arguments: [
            "100%", "50% 20", "%zz", "%", "%D0", "%D0%", "%00", "%1B", "&", "&;", "&#;", "&#x;", "&unknown;", "&amp",
            "a&b", "&#0;", "&#xD800;", "&#1114112;", "\\", "\\u", "\\u12", "\\ud835", "\\udfd5", "\\x1", "\\x00",
            "C:\\new\\table", "\\u{}", "\\u{37", "R&D",
        ])
    func isKept(text: String) throws {
        let analyzed = try #require(AnalyzedText(utf8: Array(text.utf8)))
        #expect(String(decoding: analyzed.folded, as: UTF8.self) == text)
    }

    @Test("A span of read characters is all of their escapes")
    func spansCoverEscapes() throws {
        let text = Array("ИНН &#55;%37\\u0032\\x30 end".utf8)
        let analyzed = try #require(AnalyzedText(utf8: text))
        let start = "ИНН ".utf8.count
        let span = analyzed.originalSpan(of: ByteSpan(start, start + 4))
        #expect(String(decoding: text[span.range], as: UTF8.self) == "&#55;%37\\u0032\\x30")
        #expect(analyzed.foldedSpan(of: span) == ByteSpan(start, start + 4))
    }

    @Test(
        "Any bytes around escapes are survived, and the map stays total and monotone", arguments: 0..<6 as Range<UInt64>
    )
    func mapIsTotalAndMonotone(seed: UInt64) throws {
        let pieces = [
            "&", "#", "x", ";", "%", "\\", "u", "U", "{", "}", "0", "3", "7", "9", "d", "8", "D0", "98", "00", "amp",
            "nbsp",
            "&#55;", "%D0%98", "\\ud835", "\\udfd5", "\\n", "и", "\u{301}", "&#769;", "\u{200B}", "\u{E0037}", "\n",
            "ﻻ",
        ]
        var generator = SplitMix64(seed: seed)
        for number in 0..<2_000 {
            let text = (0..<Int.random(in: 0...24, using: &generator)).flatMap { _ in
                Array((pieces.randomElement(using: &generator) ?? "").utf8)
            }
            let analyzed = try #require(AnalyzedText(utf8: text))
            #expect(String(validating: analyzed.folded, as: UTF8.self) != nil, "seed \(seed), text \(number)")
            var last = ByteSpan(0, 0)
            for offset in 0..<analyzed.folded.count {
                let span = analyzed.originalSpan(of: ByteSpan(offset, offset + 1))
                #expect(span.start >= last.start && span.end >= last.end, "seed \(seed), text \(number)")
                #expect(span.end <= text.count && analyzed.foldedSpan(of: span).contains(ByteSpan(offset, offset + 1)))
                last = span
            }
        }
    }

    @Test("Hidden text is spelled out beside the plain reading, and noise is not")
    func hiddenTextIsSpelledOut() throws {
        let hidden = String(
            String.UnicodeScalarView("7720819678".unicodeScalars.compactMap { .init(0xE0000 + $0.value) }))
        let text = Array("ИНН \(hidden) end".utf8)
        let analyzed = try #require(AnalyzedText(utf8: text))
        #expect(String(decoding: analyzed.folded, as: UTF8.self) == "ИНН  end")
        let revealed = try #require(analyzed.spellingOutHiddenText())
        #expect(String(decoding: revealed.text.folded, as: UTF8.self) == "ИНН 7720819678 end")
        #expect(revealed.hidden == [ByteSpan("ИНН ".utf8.count, "ИНН ".utf8.count + hidden.utf8.count)])
        let noise = try #require(AnalyzedText(utf8: Array("1\u{E0041}2\u{E0042}3".utf8)))
        #expect(noise.spellingOutHiddenText() == nil)
        #expect(String(decoding: noise.folded, as: UTF8.self) == "123")
    }

    @Test("Variation selectors that stand for bytes are spelled out")
    func selectorsAreSpelledOut() throws {
        let scalars = "ИНН".utf8.compactMap { byte in
            Unicode.Scalar(byte < 16 ? 0xFE00 + UInt32(byte) : 0xE0100 + UInt32(byte) - 16)
        }
        let text = Array("x😀\(String(String.UnicodeScalarView(scalars)))".utf8)
        let revealed = try #require(AnalyzedText(utf8: text)?.spellingOutHiddenText())
        #expect(String(decoding: revealed.text.folded, as: UTF8.self) == "x😀 ИНН")
    }

    @Test("An edited text maps back to the same original, edit in edit")
    func editsCompose() throws {
        let text = Array("код &#65;bc конец".utf8)
        let analyzed = try #require(AnalyzedText(utf8: text))
        let start = "код ".utf8.count
        let once = try #require(analyzed.edited(by: [TextEdit(start..<start + 3, Array("12 34".utf8))]))
        let twice = try #require(once.edited(by: [TextEdit(start..<start + 5, Array("Иванов".utf8))]))
        #expect(String(decoding: twice.folded, as: UTF8.self) == "код Иванов конец")
        let span = twice.originalSpan(of: ByteSpan(start + 2, start + 4))
        #expect(String(decoding: text[span.range], as: UTF8.self) == "&#65;bc")
        #expect(twice.foldedSpan(of: span) == ByteSpan(start, start + 12))
        #expect(twice.original == text)
    }
}
