// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Testing
import TextNormalization
import ZavesaTesting

/// The way back is exact: over random texts of three scripts with hostile marks, against a text whose fold is known
/// piece by piece because the test put it together.
struct OffsetMapPropertyTests {
    private static let textsPerSeed = 1_000

    @Test("Every span maps to exactly the bytes it stands for", arguments: 1...12 as ClosedRange<UInt64>)
    func mapIsExact(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for number in 0..<Self.textsPerSeed {
            let made = HostileText(using: &generator)
            let analyzed = try #require(AnalyzedText(utf8: made.original))
            let place = "seed \(seed), text \(number)"
            guard analyzed.folded == made.folded else {
                Issue.record("\(place): \(String(decoding: made.original, as: UTF8.self).debugDescription)")
                return
            }
            for _ in 0..<8 {
                guard let (folded, original) = made.randomSpan(using: &generator) else { break }
                let mapped = analyzed.originalSpan(of: folded)
                guard mapped == original, analyzed.foldedSpan(of: original) == folded else {
                    Issue.record("\(place): \(folded) maps to \(mapped), not to \(original)")
                    return
                }
                // What stands there folds to what was found.
                let slice = Array(made.original[mapped.range])
                guard AnalyzedText.fold(slice) == Array(made.folded[folded.range]) else {
                    Issue.record("\(place): the slice at \(mapped) folds to something else")
                    return
                }
            }
        }
    }

    @Test("Lines of arbitrary scalars fold alone as they fold in the text", arguments: 1...4 as ClosedRange<UInt64>)
    func linesFoldAlone(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let pool = HostileText.arbitraryScalars
        for number in 0..<Self.textsPerSeed {
            var text: [UInt8] = []
            for _ in 0..<60 {
                text += Array(String(pool.randomElement(using: &generator) ?? "\n").utf8)
                if Int.random(in: 0..<12, using: &generator) == 0 { text.append(UInt8(ascii: "\n")) }
            }
            let analyzed = try #require(AnalyzedText(utf8: text))
            var start = 0
            for line in analyzed.folded.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
                let span = analyzed.originalSpan(of: ByteSpan(start, start + line.count))
                #expect(AnalyzedText.fold(Array(text[span.range])) == Array(line), "seed \(seed), text \(number)")
                start += line.count + 1
            }
        }
    }
}

/// A text put together from pieces of which each is known to fold to what.
struct HostileText {
    private(set) var original: [UInt8] = []
    private(set) var folded: [UInt8] = []
    /// Where each visible piece stands in both texts.
    private var pieces: [(folded: ByteSpan, original: ByteSpan)] = []

    private typealias Piece = (original: String, folded: String)

    private static let latin: [Piece] = [
        ("a", "a"), ("J", "J"), ("z", "z"), ("é", "e"), ("ｎ", "n"), ("𝐛", "b"), ("u\u{308}", "u"), ("ø", "ø"),
        ("Ⓡ", "R"), ("ﬁ", "fi"), ("e\u{200D}\u{301}\u{302}", "e"), ("Ｘ\u{336}", "X"), ("ệ", "e"), ("ℋ", "H"),
        ("&#233;", "e"), ("%c3%a9", "e"), ("\\u00e9", "e"), ("\\xc3\\xa9", "e"), ("o&#x301;", "o"),
        ("\\ud835\\udc1b", "b"),
    ]
    private static let cyrillic: [Piece] = [
        ("и", "и"), ("Ж", "Ж"), ("ф", "ф"), ("ё", "е"), ("й", "й"), ("и\u{306}", "й"), ("е\u{308}", "е"),
        ("о\u{301}", "о"), ("Ы\u{200B}\u{301}", "Ы"), ("ї", "ї"), ("і\u{308}", "ї"), ("Д", "Д"), ("ѐ", "е"),
        ("%D0%98", "И"), ("&#1096;", "ш"), ("\\u0451", "е"), ("и%CC%86", "й"), ("\\\\u0416", "Ж"),
    ]
    private static let arabic: [Piece] = [
        ("م", "م"), ("ح\u{64E}", "ح"), ("دّ", "د"), ("أ", "ا"), ("ا\u{654}", "ا"), ("ة", "ه"), ("ىٰ", "ي"),
        ("ک", "ك"), ("ﻻ", "لا"), ("ﷲ", "الله"), ("ـ", ""), ("ﻣ", "م"), ("ب\u{640}\u{640}\u{651}", "ب"),
    ]
    private static let digits: [Piece] = [
        ("7", "7"), ("0", "0"), ("٣", "3"), ("۵", "5"), ("９", "9"), ("𝟖", "8"), ("²", "2"), ("①", "1"),
        ("४", "4"), ("6\u{FE0F}\u{20E3}", "6"), ("1\u{336}", "1"), ("🯰", "0"),
        ("&#55;", "7"), ("&#x37;", "7"), ("%37", "7"), ("\\u0037", "7"), ("\\x37", "7"), ("%2537", "7"),
        ("&amp;#x39;", "9"),
        ("&#1639;", "7"), ("%D9%A3", "3"),
    ]
    private static let separators: [Piece] = [
        (" ", " "), (",", ","), ("\n", "\n"), ("\t", "\t"), ("\u{A0}", " "), ("\u{2009}", " "), ("—", "-"), ("‑", "-"),
        ("«", "\""), ("’", "'"), ("，", ","), ("😀", "😀"), ("№", "№"), ("。", "."), ("\u{2028}", "\n"),
        ("&nbsp;", " "), ("%20", " "), ("&ndash;", "-"), ("\\u2028", "\n"), ("&#10;", "\n"), ("&quot;", "\""),
    ]
    private static let invisible = [
        "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{180E}", "\u{FE0F}", "\u{E0041}",
        "\u{200E}", "\u{200F}", "\u{61C}", "\u{202E}", "\u{2069}", "\u{3164}", "&#8203;", "&zwj;", "%E2%80%8B",
        "\\u200b",
    ]

    /// Single scalars of every kind, without those that end a line.
    static var arbitraryScalars: [Unicode.Scalar] {
        let known = (latin + cyrillic + arabic + digits + separators).flatMap { $0.original.unicodeScalars }
        let posing = "oOlIаеосрхАВЗбαοΑᎪ1234567890@.-".unicodeScalars
        return (known + posing + invisible.flatMap(\.unicodeScalars)).filter {
            !"\n\u{2028}\u{85}".unicodeScalars.contains($0)
        }
    }

    init(using generator: inout SplitMix64) {
        for _ in 0..<Int.random(in: 1...14, using: &generator) {
            let alphabet = [Self.latin, Self.cyrillic, Self.arabic, Self.digits].randomElement(using: &generator) ?? []
            for _ in 0..<Int.random(in: 0...7, using: &generator) { append(oneOf: alphabet, using: &generator) }
            for _ in 0..<Int.random(in: 1...2, using: &generator) { append(oneOf: Self.separators, using: &generator) }
        }
    }

    /// A span from the start of one visible piece to the end of another, in both texts.
    func randomSpan(using generator: inout SplitMix64) -> (folded: ByteSpan, original: ByteSpan)? {
        guard !pieces.isEmpty else { return nil }
        let first = Int.random(in: 0..<pieces.count, using: &generator)
        let last = Int.random(in: first..<min(pieces.count, first + 30), using: &generator)
        return (
            ByteSpan(pieces[first].folded.start, pieces[last].folded.end),
            ByteSpan(pieces[first].original.start, pieces[last].original.end)
        )
    }

    private mutating func append(oneOf choices: [Piece], using generator: inout SplitMix64) {
        let piece = choices.randomElement(using: &generator) ?? ("", "")
        let start = (folded: folded.count, original: original.count)
        original += Array(piece.original.utf8)
        folded += Array(piece.folded.utf8)
        if piece.folded.isEmpty {
            // A stretched stroke belongs to the letter before it.
            if let last = pieces.indices.last, isLetter(pieces[last]) {
                pieces[last].original = ByteSpan(pieces[last].original.start, original.count)
            }
        } else {
            pieces.append((ByteSpan(start.folded, folded.count), ByteSpan(start.original, original.count)))
        }
        while Int.random(in: 0..<6, using: &generator) == 0 {
            original += Array((Self.invisible.randomElement(using: &generator) ?? "").utf8)
        }
    }

    private func isLetter(_ piece: (folded: ByteSpan, original: ByteSpan)) -> Bool {
        folded[piece.folded.start] > 0x20
    }
}
