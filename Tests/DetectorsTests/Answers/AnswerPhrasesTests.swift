// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import Foundation
import PrivacyCore
import StrictYAML
import Testing

@Suite struct AnswerPhrasesTests {
    @Test func everyExampleOfEveryFileHolds() throws {
        #expect(try ShippedDictionaries.library().answers.failures == [])
    }

    @Test(arguments: [
        ("НЕ МОГУ сказать: имя ЗАМАСКИРОВАНО.", AnswerPhrases.Saying.refused),
        ("Sorry — I can’t: the ｎａｍｅｓ are placeholders", .refused),
        ("لَا يُمْكِنُنِي تَحْدِيدُ ذلك لأن الاسم مَحْجُوب", .refused),
        ("Don't know. The names are placeholders.", nil), ("The placeholder is fine.", nil), ("", nil),
        ("We cannot sell masks.", nil), ("Имя не указано", .missing),
    ])
    func aRefusalIsTwoThingsInOneSentence(text: String, expected: AnswerPhrases.Saying?) throws {
        #expect(try ShippedDictionaries.library().answers.saying(of: Array(text.utf8)) == expected, "\(text)")
    }

    @Test func whatStandsFarBehindTheBeginningIsAboutSomethingElse() throws {
        let phrases = try ShippedDictionaries.library().answers
        let refusal = "I cannot: the names are placeholders."
        for (count, expected) in [(0, AnswerPhrases.Saying.refused), (1_000, nil)] {
            let text = String(repeating: "Да. ", count: count) + refusal
            #expect(phrases.saying(of: Array(text.utf8)) == expected, "\(count)")
        }
    }

    @Test(arguments: [
        ("unable: [cannot]", "missingKey"), ("placeholders: {PRSON: [имя]}", "unknownKey"),
        ("refused: [a]", "unknownKey"),
        ("missing: ['...']", "invalidValue"), ("missing: [a]", "invalidValue"),
        ("missing: [one two three four five six seven eight nine ten eleven twelve thirteen]", "invalidValue"),
        ("examples: {refused: [a], missing: [a, b, c], neither: [a, b, c]}", "missingKey"),
    ])
    func aFileThatCannotBeMeantDoesNotLoad(line: String, code: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "answers-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder.appending(path: "answers"), withIntermediateDirectories: true)
        let examples = "examples: {refused: [a, b, c], missing: [a, b, c], neither: [a, b, c]}\n"
        let text = "about: a\nsource: b\n" + (line.hasPrefix("examples") ? "" : examples) + line + "\n"
        try Data(text.utf8).write(to: folder.appending(path: "answers/own.yaml"))
        let error = #expect(throws: DocumentError.self) {
            try DetectorLibrary.load(resources: ShippedDictionaries.resources, own: folder.path)
        }
        #expect(error.map { "\($0.code)" } == code, "\(line): \(error?.description ?? "")")
    }
}
