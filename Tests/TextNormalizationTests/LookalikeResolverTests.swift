// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Testing
import TextNormalization

/// Letters that pose as other letters or as digits. Texts name the odd letters by their scalars.
struct LookalikeResolverTests {
    static let resolved: [(text: String, folded: String)] = [
        // Latin letters in Cyrillic words.
        ("Ив\u{61}н\u{6F}в", "Иванов"), ("\u{43}\u{6F}\u{63}н\u{6F}в\u{61}", "Сосно\u{432}а"), ("КИРИ\u{41}", "КИРИА"),
        // Cyrillic letters in Latin words.
        ("j\u{430}n\u{435}@example.com", "jane@example.com"), ("\u{410}lice", "Alice"),
        ("ivan@m\u{430}il.ru", "ivan@mail.ru"), ("ivan@example.\u{441}om", "ivan@example.com"),
        // Nothing tells the word's script but the address it stands in.
        ("\u{430}ce@example.com", "ace@example.com"), ("ivan@\u{430}\u{441}e.com", "ivan@ace.com"),
        // Greek and Cherokee.
        ("Iv\u{3BF}n J\u{3BF}hn", "Ivon John"), ("\u{13AA}lice", "Alice"), ("\u{39F}ль\u{3B1}", "Ольа"),
        // Digits.
        ("7\u{41E}7\u{41E}83893", "707083893"), ("77\u{41E}7\u{41E}8\u{417}893", "7707083893"),
        ("112-2\u{417}\u{417}-445 95", "112-233-445 95"), ("l234 5678", "1234 5678"),
        ("4276 38O0 I234", "4276 3800 1234"),
        ("+7 9I\u{431} 123 45 67", "+7 916 123 45 67"), ("12345678\u{431}", "123456786"),
    ]

    static let untouched = [
        // Words of one script, whatever they look like.
        "сосна", "СОН", "ОСА@example.com", "cop", "АВЕ", "Ρομπερτ", "ᎪᎬ",
        // Both scripts in a text, in a line, across a hyphen, but not in a word.
        "Иван Ivan", "IT-отдел", "USB-кабель", "сос.com",
        // Digits beside letters that are only letters.
        "дом 12б 2024", "10l", "2024 О компании", "в 2024 О", "GB29 NWBK 6016 1331", "AB12O4", "v1.0.0 rc10",
        "Оl3", "3ОЗО", "0xO12345zz", "SHA256 lO", "7 л", "12б",
    ]

    @Test("A posing letter is read as what it poses as", arguments: resolved)
    func resolves(_ example: (text: String, folded: String)) throws {
        let text = Array(example.text.utf8)
        let analyzed = try #require(AnalyzedText(utf8: text))
        #expect(analyzed.folded == Array(example.folded.utf8), "\(String(decoding: analyzed.folded, as: UTF8.self))")
        // One letter stands for one: the map is exact for each of them.
        let letters = zip(example.text.unicodeScalars, example.folded.unicodeScalars)
        var (original, folded) = (0, 0)
        for (before, after) in letters {
            let (from, to) = (UTF8.width(before), UTF8.width(after))
            #expect(
                analyzed.originalSpan(of: ByteSpan(folded, folded + to)) == ByteSpan(original, original + from))
            #expect(analyzed.foldedSpan(of: ByteSpan(original, original + from)) == ByteSpan(folded, folded + to))
            original += from
            folded += to
        }
    }

    @Test("What does not pose is left alone", arguments: untouched)
    func leavesAlone(_ text: String) {
        #expect(AnalyzedText.fold(Array(text.utf8)) == Array(text.utf8))
    }

    @Test("A posing letter keeps the marks and invisible characters around it in place")
    func keepsNeighbours() throws {
        // Fullwidth A in a Cyrillic word, with a stress mark and a zero-width space.
        let text = Array("Ив\u{FF41}\u{301}\u{200B}нов \u{FB01}\u{43E}".utf8)
        let analyzed = try #require(AnalyzedText(utf8: text))
        #expect(analyzed.folded == Array("Иванов fio".utf8))
        #expect(analyzed.originalSpan(of: ByteSpan(4, 6)) == ByteSpan(4, 9))
        #expect(analyzed.originalSpan(of: ByteSpan(6, 8)) == ByteSpan(12, 14))
        // The ligature is one character: either half of it is all of it.
        #expect(analyzed.originalSpan(of: ByteSpan(13, 14)) == ByteSpan(19, 22))
        #expect(analyzed.originalSpan(of: ByteSpan(15, 16)) == ByteSpan(22, 24))
    }
}

extension UTF8 {
    /// Bytes of one scalar.
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int { String(scalar).utf8.count }
}
