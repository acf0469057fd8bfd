// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import Testing
import ZavesaTesting

/// Case forms of Russian names.
@Suite struct RussianGrammarTests {
    private let grammar: RussianGrammar

    init() throws { grammar = try ShippedDictionaries.library().grammar }

    private func decline(
        _ name: String, _ cases: GrammaticalCase..., prefersFirst: Bool = false, knowing: NameAgreement = .any
    ) -> String? {
        grammar.decline(
            Array(name.utf8), to: CaseGovernment(cases: cases, prefersFirst: prefersFirst), knowing: knowing
        ).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func theExamplesOfTheDictionaryHold() { #expect(grammar.failures == []) }

    @Test(
        "A name goes from any case to any other, gender and order of parts known from the name itself",
        arguments: [
            ("Иванов Пётр Сергеевич", GrammaticalCase.dative, "Иванову Петру Сергеевичу"),
            ("Иванову Петру Сергеевичу", .instrumental, "Ивановым Петром Сергеевичем"),
            ("Анне Белкиной", .accusative, "Анну Белкину"),
            ("ФЁДОРОВА АННА", .genitive, "ФЁДОРОВОЙ АННЫ"),
            ("иван петров", .dative, "ивану петрову"),
            ("Кузнецов П. И.", .dative, "Кузнецову П. И."),
            ("П.И. Кузнецовым", .genitive, "П.И. Кузнецова"),
            ("Ольга Мусина-Пушкина", .dative, "Ольге Мусиной-Пушкиной"),
            ("Анна-Мария Лебедева", .genitive, "Анны-Марии Лебедевой"),
            ("Илья Горький", .instrumental, "Ильёй Горьким"),
        ])
    func declines(name: String, wanted: GrammaticalCase, expected: String) {
        // An ending is written with е: who writes ё in a name may write it otherwise.
        #expect(decline(name, wanted) == expected.replacing("Ильёй", with: "Ильей"))
    }

    @Test("Women's surnames on a consonant, and names on a vowel that never changes, stay")
    func undeclinable() {
        #expect(decline("Эмма Шмидт", .dative) == "Эмме Шмидт")
        #expect(decline("Генрих Шмидт", .dative) == "Генриху Шмидту")
        #expect(decline("Тарас Шевченко", .dative) == "Тарасу Шевченко")
        #expect(decline("Гюго", .dative) == nil)
    }

    @Test("What can be read in two ways with two results stays as it is, until something tells")
    func ambiguity() {
        #expect(decline("Иванова", .dative) == nil)
        #expect(decline("Иванова", .dative, knowing: .women) == "Ивановой")
        #expect(decline("Иванова", .dative, knowing: .men) == "Иванову")
        #expect(decline("Никита", .dative) == "Никите")
        #expect(decline("Шмидт", .dative) == nil)
        #expect(decline("Шмидт", .dative, knowing: .men) == "Шмидту")
        // Of two cases the first where that is said; otherwise only where both have one form.
        #expect(decline("Иван", .genitive, .accusative) == "Ивана")
        #expect(decline("Анна", .genitive, .accusative) == nil)
        #expect(decline("Анна", .instrumental, .genitive, prefersFirst: true) == "Анной")
    }

    @Test("A name that stands in a wanted case already stays", arguments: ["Ивану Петрову", "Анне Белкиной"])
    func already(name: String) { #expect(decline(name, .dative) == nil) }

    @Test(
        "What is no name in Russian letters stays",
        arguments: [
            "John Smith", "محمد", "Иван Smith", "", " ", "-", "12", "Иван\u{301}", "И",
            String(repeating: "Иван ", count: 60),
        ])
    func otherTexts(name: String) {
        #expect(decline(name, .dative) == nil)
        #expect(grammar.agreement(of: Array(name.utf8)) == .any)
    }

    @Test func wordsWantCases() throws {
        func cases(_ word: String) -> [GrammaticalCase]? { grammar.government(of: Array(word.utf8))?.cases }
        #expect(cases("для") == [.genitive])
        #expect(cases("сообщите") == [.dative])
        #expect(cases("попросите") == [.accusative])
        #expect(cases("с") == [.instrumental, .genitive])
        #expect(cases("клиента") == [.genitive, .accusative])
        // A subject may stand behind these, or two cases nothing tells apart.
        for word in ["сообщил", "сообщили", "отправлено", "зовут", "имени", "вроде"] { #expect(cases(word) == nil) }
        #expect(cases("благодаря") == [.dative])
        #expect(cases("направьте") == [.dative, .accusative])
        #expect(cases("за") == nil)
        #expect(cases("стол") == nil)
    }

    @Test("Whatever bytes it is given, it gives a name of Russian letters or nothing")
    func anyBytes() {
        for number in 0..<TestSeed.cases(usual: 2_000) {
            var generator = TestSeed.generator(case: number)
            let letters = Array("аеиоуыйьнвскгжч ЁёА-.цщ\u{301}x".unicodeScalars)
            let count = Int.random(in: 0...14, using: &generator)
            let text = String(
                String.UnicodeScalarView((0..<count).compactMap { _ in letters.randomElement(using: &generator) }))
            for wanted in GrammaticalCase.allCases {
                guard let form = decline(text, wanted) else { continue }
                #expect(
                    form.unicodeScalars.allSatisfy { " -.".unicodeScalars.contains($0) || ("Ё"..."ё").contains($0) })
            }
        }
    }
}
