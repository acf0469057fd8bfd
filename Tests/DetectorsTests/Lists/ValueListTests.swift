// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import StrictYAML
import Testing
import TextNormalization

/// What an operator says is no finding, and what always is one.
@Suite struct ValueListTests {
    private func findings(in text: String, allow: String = "{}", deny: String = "{}") throws -> [String] {
        let library = try ShippedDictionaries.library()
        func list(_ text: String) throws -> ValueList {
            try ValueList(YAMLNode(parsing: text, file: "test.yaml"), catalog: library.catalog)
        }
        let engine = try library.engine(
            thresholds: [:], defaultThreshold: 0.5, allowed: list(allow), denied: list(deny))
        let bytes = Array(text.utf8)
        return try engine.detect(in: #require(AnalyzedText(utf8: bytes))).map {
            "\($0.type):" + String(decoding: bytes[$0.span.range], as: UTF8.self)
        }
    }

    @Test(arguments: [
        ("пишите на help@example.ru", "{EMAIL: [help@example.ru]}"),
        ("пишите на Help@Example.RU", "{EMAIL: ['*@example.ru']}"),
        ("пишите на he\u{200B}lp@example.ru", "{EMAIL: ['h*p@*.ru']}"),
    ])
    func anAllowedValueIsNoFinding(text: String, allow: String) throws {
        #expect(try findings(in: text).count == 1)
        #expect(try findings(in: text, allow: allow) == [])
    }

    @Test func onlyThatValueOfThatTypeIsAllowed() throws {
        let text = "help@example.ru и olga@example.ru"
        #expect(try findings(in: text, allow: "{EMAIL: [help@example.ru]}") == ["EMAIL:olga@example.ru"])
        #expect(try findings(in: text, allow: "{PHONE: ['*']}".replacing("'*'", with: "'*@*'")).count == 2)
    }

    @Test func aDeniedValueIsFoundWhereverItStandsAsAWord() throws {
        let deny = "{SECRET: ['Проект Заря*', northwind]}"
        #expect(
            try findings(in: "по ПРОЕКТ ЗАРЯ-2 и Northwind, не northwinds", deny: deny)
                == ["SECRET:ПРОЕКТ ЗАРЯ-2", "SECRET:Northwind"])
        #expect(try findings(in: "обычный текст", deny: deny) == [])
    }

    @Test(arguments: [
        ("{EMALL: [a@b.ru]}", "did you mean EMAIL?"), ("{EMAIL: ['*']}", "expected a value"),
    ])
    func aListThatSaysNothingIsRefused(list: String, message: String) throws {
        let error = #expect(throws: DocumentError.self) { try findings(in: "", allow: list) }
        #expect(error?.expectation.contains(message) == true)
    }

    @Test func theDigestTellsTheLists() throws {
        let library = try ShippedDictionaries.library()
        let list = try ValueList(YAMLNode(parsing: "{EMAIL: [a@b.ru]}", file: "t"), catalog: library.catalog)
        let allowing = try library.engine(thresholds: [:], defaultThreshold: 0.5, allowed: list, denied: .empty)
        let denying = try library.engine(thresholds: [:], defaultThreshold: 0.5, allowed: .empty, denied: list)
        #expect(Set([library.digest, allowing.digest, denying.digest]).count == 3)
    }
}
