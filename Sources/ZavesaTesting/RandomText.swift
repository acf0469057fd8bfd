// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// Random texts in Russian, English and Arabic with personal data planted in them, made by us from syllables and short
/// lists, so that no planted value is part of any other word.
package struct RandomText: Sendable {
    /// A value, its type, and other spellings of it that the text may hold.
    package struct Plant: Sendable {
        package let value: [UInt8]
        package let type: EntityType
    }

    /// The text.
    package let utf8: [UInt8]
    /// What was planted, each at least once, as a whole word.
    package let plants: [Plant]

    /// A text of a few words to a few sentences.
    package init(using generator: inout SplitMix64, plants count: ClosedRange<Int> = 0...4) {
        var plants: [Plant] = []
        for _ in 0..<Int.random(in: count, using: &generator) {
            let plant = Self.plant(using: &generator)
            let isNew = !plants.contains { $0.value.holds(plant.value) || plant.value.holds($0.value) }
            if isNew { plants.append(plant) }
        }
        var pieces = plants.map(\.value)
        for plant in plants {
            for _ in 0..<Int.random(in: 0...2, using: &generator) {
                pieces.append(Respelling.random(of: plant.value, using: &generator))
            }
        }
        for _ in 0..<Int.random(in: 1...14, using: &generator) { pieces.append(Self.filler(using: &generator)) }
        pieces.shuffle(using: &generator)
        var text: [UInt8] = []
        for piece in pieces {
            text += piece
            text += Array((Self.gaps.randomElement(using: &generator) ?? " ").utf8)
        }
        utf8 = text
        self.plants = plants
    }

    private static func plant(using generator: inout SplitMix64) -> Plant {
        let kind = Int.random(in: 0..<9, using: &generator)
        func make(_ value: String, _ type: String) -> Plant {
            Plant(value: Array(value.utf8), type: EntityType(rawValue: type))
        }
        switch kind {
        case 0: return make("\(word(.russian, &generator)) \(word(.russian, &generator))", "PERSON")
        case 1: return make("\(word(.latin, &generator)) \(word(.latin, &generator))", "PERSON")
        case 2: return make("\(word(.arabic, &generator)) \(word(.arabic, &generator))", "PERSON")
        case 3: return make(word(.russian, &generator), "PERSON")
        case 4: return make("\(word(.latin, &generator).lowercased())@\(digits(5, &generator)).example", "EMAIL")
        case 5:
            let number = digits(7, &generator)
            return make("+7 9\(digits(2, &generator)) \(number.prefix(3))-\(number.dropFirst(3))", "PHONE")
        case 6: return make("\(digits(3, &generator))-\(digits(3, &generator))-\(digits(5, &generator))", "RU_SNILS")
        case 7:
            let awkward = awkward.randomElement(using: &generator) ?? ""
            return make("\(word(.russian, &generator)) \(awkward) \(word(.latin, &generator))", "PERSON")
        default: return make("\(word(.latin, &generator))\(digits(4, &generator))", "SECRET")
        }
    }

    private enum Script {
        case russian, latin, arabic
    }

    /// A capitalised word of four syllables; `ъ`, `q` and `ظ` at its start keep it apart from all fillers.
    private static func word(_ script: Script, _ generator: inout SplitMix64) -> String {
        let (start, syllables) =
            switch script {
            case .russian: ("Ъ", ["ва", "ми", "ро", "лэ", "ну", "дя", "го", "ши"])
            case .latin: ("Q", ["va", "mi", "ro", "le", "nu", "dy", "go", "shi"])
            case .arabic: ("ظ", ["كا", "مي", "رو", "لا", "نو", "دي", "غا", "شي"])
            }
        return start + (0..<4).compactMap { _ in syllables.randomElement(using: &generator) }.joined()
    }

    private static func digits(_ count: Int, _ generator: inout SplitMix64) -> String {
        (0..<count).map { _ in String(Int.random(in: 1...9, using: &generator)) }.joined()
    }

    private static func filler(using generator: inout SplitMix64) -> [UInt8] {
        if Int.random(in: 0..<12, using: &generator) == 0 { return tokenLike(using: &generator) }
        return Array((fillers.randomElement(using: &generator) ?? "").utf8)
    }

    /// Text of the caller that reads like a token, or nearly.
    private static func tokenLike(using generator: inout SplitMix64) -> [UInt8] {
        let body = String(
            decoding: (0..<8).compactMap { _ in TokenGrammar.alphabet.randomElement(using: &generator) }, as: UTF8.self)
        guard let label = TokenLabel(["PERSON", "EMAIL", "LITERAL", "FOO"].randomElement(using: &generator) ?? "FOO"),
            let token = Token(label: label, body: body)
        else { return [] }
        let spellings = [
            token.bracketed, token.bare, token.bracketed.lowercased(), "\\[\(token.bare)\\]", "[[\(token.bare)]]",
            "[ \(token.bare) ]", "**\(token.bracketed)**", "【\(token.bare)】", "\(token.bare)_G", "[\(token.bare)_D]",
            "[\(token.bare)", "\(token.bare)]", "[\(token.bare.dropLast())", "x\(token.bare)",
        ]
        return Array((spellings.randomElement(using: &generator) ?? "").utf8)
    }

    private static let fillers = [
        "договор", "подписал", "и", "вчера", "клиент", "contract", "signed", "the", "report", "العقد", "وقع", "أمس",
        "عميل",
        "«", "»", "(", ")", "[", "]", "{", "}", "\"", "\\", "\\\\", "\\n", "\n", "\t", "/", "//", "**", "`", "_",
        "100%", "&amp;",
        "&", "<b>", "</b>", "e\u{301}", "👩‍👩‍👧", "\u{200F}", "\u{202B}", "\u{2066}", "٣٤٥", "²", "ﷺ", "é", "𐍈", "\u{0}",
        "{\"a\": 1}", "[\"x\"]", "a_b", "[PERSON", "PERSON_", "[[", "]]", "http", "www", "=", "?", "#", "ё", "й",
    ]

    /// Inside values: what serializers, folds and chunks stumble over.
    private static let awkward = [
        "\"", "\\", "\n", "'", "\u{202E}", "é", "e\u{301}", "👩‍👩‍👧", "𐍈", "ـ", "—", "/", "\t", "ё", "\u{200D}", "№ 5",
    ]

    private static let gaps = [" ", " ", " ", " ", "\n", ", ", ". ", " — ", "; ", "\u{A0}", " \u{200F}"]
}
