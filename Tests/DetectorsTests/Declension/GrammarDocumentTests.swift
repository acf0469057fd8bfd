// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import StrictYAML
import Testing

/// Files of `dictionaries/grammar` are checked when they are read.
@Suite struct GrammarDocumentTests {
    private static let head = "about: Tests.\nsource: Tests.\nexamples: []\n"

    @Test(arguments: [
        ("government: [{cases: [datv], words: [[к]]}]", "dative"),
        ("government: [{cases: [], words: [[к]]}]", "a case or several"),
        ("government: [{cases: [dative], words: [[To]]}]", "small Cyrillic letters"),
        ("government: [{cases: [dative], words: [[её]]}]", "е for ё"),
        ("government: [{case: dative}]", "did you mean cases?"),
        ("declension: {surname: [{after: [velars], lemma: а, masculine: 'а и е у ой е'}]}", "velar"),
        ("declension: {surname: [{after: [velar], lemma: а, masculine: 'а и е у ой'}]}", "six endings"),
        ("declension: {surname: [{after: [velar], lemma: а}]}", "masculine, the feminine"),
        ("declension: {surname: [{lemma: а, masculine: 'а и е у ой е'}]}", "the whole word or"),
        ("agreeing: {клиент: '_ а у а ом'}", "six endings"),
        ("declensions: {}", "did you mean declension?"),
    ])
    func refused(text: String, expected: String) throws {
        let error = #expect(throws: DocumentError.self) {
            try DictionaryCopy.load(["grammar/mine.yaml": Self.head + text])
        }
        #expect(try #require(error).description.contains(expected))
        #expect(try #require(error).description.contains("grammar/mine.yaml"))
    }

    @Test("An operator's own words and names are known beside the shipped ones")
    func own() throws {
        let library = try DictionaryCopy.load([
            "grammar/mine.yaml": Self.head + """
                government: [{cases: [dative], stems: {кланя: йтесь юсь}}]
                declension: {given: [{whole: мамукаль, masculine: 'мамукаль мамукаля мамукалю мамукаля мамукалем мамукале'}]}
                """
        ])
        #expect(library.grammar.government(of: Array("кланяйтесь".utf8))?.cases == [.dative])
    }

    @Test("An example that does not hold is named with its place")
    func examples() throws {
        let text = "about: Tests.\nsource: Tests.\nexamples:\n  - [Иван, Ивана, Ивану, Ивана, Иваном, Иваню]\n"
        let failures = try DictionaryCopy.load(["grammar/mine.yaml": text]).grammar.failures
        #expect(failures.count >= 1)
        #expect(failures.contains { $0.contains("grammar/mine.yaml:4") && $0.contains("prepositional") })
    }
}
