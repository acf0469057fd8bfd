// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Testing
import TextNormalization
import ZavesaTesting

/// Each way to hide a value, and what detectors are to read instead.
struct AnalyzedTextTests {
    static let evasions: [(name: String, text: String, folded: String)] = [
        ("zero-width characters", "112\u{200B}-23\u{200C}3\u{200D}-\u{2060}445\u{FEFF} 95", "112-233-445 95"),
        ("soft hyphen, joiner, Hangul filler", "7\u{AD}7\u{34F}0\u{3164}7\u{115F}0", "77070"),
        ("Mongolian and variation selectors", "7\u{180E}7\u{FE0F}0\u{E0100}7\u{180B}", "7707"),
        ("tag characters", "77\u{E0037}\u{E007F}07", "7707"),
        ("bidi controls", "\u{200F}10\u{200E}12\u{61C}\u{202B}345\u{202C}\u{2067}672\u{2069}", "1012345672"),
        ("fullwidth", "ｉｖａｎ＠ｅｘａｍｐｌｅ．ｃｏｍ １２３", "ivan@example.com 123"),
        ("small forms", "ivan﹫example﹒com", "ivan@example.com"),
        ("superscript and subscript digits", "⁷⁷⁰⁷₀₈₃₈⁹³", "7707083893"),
        ("circled digits", "①②③ ❶➀➊⓪⓿⑴⒈⓵", "123 11100111"),
        ("mathematical digits and letters", "𝟕𝟟𝟢𝟩𝟶 𝐈𝐯𝐚𝐧 𝒥𝑜ℎ𝓃", "77070 Ivan John"),
        ("enclosed letters", "Ⓘⓥⓐⓝ 🄸🅅🅐🅽", "Ivan IVAN"),
        ("keycap digits", "7\u{FE0F}\u{20E3}7\u{FE0F}\u{20E3}", "77"),
        ("Arabic-Indic and Persian digits", "١٠١٢٣ ۴۵۶۷۲", "10123 45672"),
        ("digits of one number in many scripts", "1١२৩4", "11234"),
        ("spaces", "112\u{A0}233\u{2009}445\u{3000}95\u{202F}\u{2800}\t\n", "112 233 445 95  \t\n"),
        ("dashes", "112‐233‑445–95—1−2﹣3－4⸺", "112-233-445-95-1-2-3-4-"),
        ("quotes", "«Иван» “Ivan” ‘O’Brien’ „А‟", "\"Иван\" \"Ivan\" 'O'Brien' \"А\""),
        ("dots of every height", "112·233•445‧95", "112.233.445.95"),
        ("yo and stress marks", "Алёна Ко\u{301}роль ё", "Алена Король е"),
        ("decomposed short i and yo", "Андреи\u{306} Артe\u{308}м Семе\u{308}н И\u{306}од", "Андрей Артем Семен Йод"),
        ("short i stays", "Йодковский", "Йодковский"),
        ("Ukrainian yi in both spellings", "Їжак і\u{308}жак", "Їжак їжак"),
        ("Latin letters with marks", "José Müller Ño\u{308}e\u{301}l Łódź", "Jose Muller Noel Łodz"),
        ("strokes over digits", "7\u{336}7\u{336}0\u{336}7\u{336}", "7707"),
        ("tatweel and vowel signs", "هويـــة مُحَمَّد", "هويه محمد"),
        ("Arabic letter variants", "أحمد إبراهيم آمنة ٱلله هدى مؤمن رئيس", "احمد ابراهيم امنه الله هدي مومن رييس"),
        ("hamza as a mark", "ا\u{654}حمد مو\u{654}من", "احمد مومن"),
        ("Persian letters", "کریم علی", "كريم علي"),
        ("Arabic presentation forms", "ﻣﺤﻤﺪ ﻋﺒﺪ ﷲ ﻻ ﷴ", "محمد عبد الله لا محمد"),
        ("old shapes of letters", "diſeaſe ᲀᲂᲁᲃᲄ", "disease водст"),
        ("Latin ligatures", "ﬁnance oﬃce", "finance office"),
        ("letters keep their case", "ИВАНОВ Иванов iVAN", "ИВАНОВ Иванов iVAN"),
        ("signs that NFKC would join stay", "½ ⑩ № ™", "½ ⑩ № ™"),
    ]

    @Test("An evasion is folded away", arguments: evasions)
    func folds(_ evasion: (name: String, text: String, folded: String)) {
        let folded = AnalyzedText(utf8: Array(evasion.text.utf8))?.folded
        #expect(
            folded == Array(evasion.folded.utf8), "\(evasion.name): \(String(decoding: folded ?? [], as: UTF8.self))")
    }

    @Test("Folding a folded text changes nothing", arguments: evasions)
    func isIdempotent(_ evasion: (name: String, text: String, folded: String)) {
        let once = AnalyzedText.fold(Array(evasion.text.utf8))
        #expect(AnalyzedText.fold(once) == once)
    }

    @Test("The span of a value holds what is hidden inside it and nothing from its edges")
    func spanLeavesEdgesOutside() throws {
        let text = Array("№\u{200B}7\u{200D}7\u{200B}; е\u{301}\u{200B}.".utf8)
        let analyzed = try #require(AnalyzedText(utf8: text))
        #expect(analyzed.folded == Array("№77; е.".utf8))
        // № is three bytes, ZWSP three: the digits stand at 6 and 10, with a joiner between them.
        #expect(analyzed.originalSpan(of: ByteSpan(3, 5)) == ByteSpan(6, 11))
        // A stress mark goes with its letter, the zero-width space behind it does not.
        #expect(analyzed.originalSpan(of: ByteSpan(7, 9)) == ByteSpan(16, 20))
    }

    @Test("Every offset has an answer, also inside characters and beyond the text")
    func mapIsTotalAndMonotone() throws {
        let text = Array("\u{200B}Ｉ\u{301}ﷲ\u{200F}ё１\u{FE0F}ﬃ\u{200B}".utf8)
        let analyzed = try #require(AnalyzedText(utf8: text))
        var last = ByteSpan(0, 0)
        for start in 0...analyzed.folded.count + 2 {
            var lastEnd = 0
            for end in start...analyzed.folded.count + 3 {
                let span = analyzed.originalSpan(of: ByteSpan(start, end))
                #expect(span.end >= lastEnd && span.end <= text.count)
                lastEnd = span.end
                if end == start + 1 {
                    #expect(span.start >= last.start && span.end >= last.end)
                    last = span
                }
            }
        }
        for start in 0...text.count + 2 {
            for end in start...text.count + 3 {
                #expect(analyzed.foldedSpan(of: ByteSpan(start, end)).end <= analyzed.folded.count)
            }
        }
    }

    @Test("ASCII is its own fold, and the map is empty")
    func asciiIsUntouched() throws {
        var generator = SplitMix64(seed: 1)
        for _ in 0..<500 {
            // Without the letters that can pose as digits, which `LookalikeResolverTests` is about, without escapes and controls.
            let text = (0..<200).map { _ in UInt8.random(in: 0..<127, using: &generator) }
                .filter { !"lIOo%&\\".utf8.contains($0) && ($0 >= 0x20 || "\t\n\r".utf8.contains($0)) }
            let analyzed = try #require(AnalyzedText(utf8: text))
            #expect(analyzed.folded == text)
            #expect(analyzed.keepsOffsets)
        }
    }

    @Test(
        "Controls and signs of lost characters hide nothing",
        arguments: [
            ("+\u{0}7\u{0}9\u{0}1\u{0}6", "+7916"), ("916\u{1E}123\u{1F}45\u{B}67", "916-123 45\n67"),
            ("a\u{C}b\u{1D}c", "a\nb\nc"), ("916\u{96}123\u{97}45", "916-123-45"),
            ("d\u{92}A \u{93}b\u{94}", "d'A \"b\""),
            ("916\u{FFFD}123", "916 123"), ("\u{F095}7916", " 7916"),
            ("4111\u{7F}1111\u{80}1111\u{FFFE}1111", "4111111111111111"),
        ])
    func controls(text: String, folded: String) throws {
        let analyzed = try #require(AnalyzedText(utf8: Array(text.utf8)))
        #expect(String(decoding: analyzed.folded, as: UTF8.self) == folded)
        #expect(analyzed.originalSpan(of: ByteSpan(0, analyzed.folded.count)).range == 0..<text.utf8.count)
    }

    @Test(
        "Bytes that are not UTF-8 are refused",
        arguments: [
            [0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0xAF],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xD0], [0xE2, 0x80], [0xF0, 0x9F, 0x92],
            [0xD0, 0x41], [0x41, 0xBF],
        ] as [[UInt8]])
    func refusesInvalidUTF8(_ bytes: [UInt8]) {
        #expect(AnalyzedText(utf8: bytes) == nil)
        #expect(AnalyzedText(utf8: Array("ок ".utf8) + bytes + Array(" ok".utf8)) == nil)
        #expect(AnalyzedText.fold(bytes) == bytes)
    }

    @Test("Validity is judged as the standard library judges it")
    func agreesOnValidity() {
        var generator = SplitMix64(seed: 2)
        let leads: [UInt8] = [0x41, 0x80, 0xBF, 0xC1, 0xC2, 0xD0, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5]
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
                leads.randomElement(using: &generator) ?? 0
            }
            #expect((AnalyzedText(utf8: bytes) != nil) == (String(validating: bytes, as: UTF8.self) != nil))
        }
    }

    @Test("A field name is folded too, and one that is not UTF-8 is no evidence")
    func foldsFieldName() {
        #expect(AnalyzedText(utf8: [], fieldName: Array("Счёт".utf8))?.fieldName == Array("Счет".utf8))
        #expect(AnalyzedText(utf8: [0x41], fieldName: [0xFF])?.fieldName == nil)
        #expect(AnalyzedText(utf8: [0x41], fieldName: [0xFF]) != nil)
    }
}
