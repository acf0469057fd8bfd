// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Testing
import ZavesaTesting

/// The part of Presidio's API that its clients call.
@Suite struct PresidioTests {
    private static let text = "Кузнецова Ольга Сергеевна, o.kuznetsova@example.ru, СНИЛС 112-233-445 95"

    private func analyze(_ members: String, at gateway: TestGateway) async throws -> [Direct.Result] {
        try await gateway.ask(
            #"{"text":"\#(Self.text)","language":"ru"\#(members)}"#, of: "/analyze", as: [Direct.Result].self)
    }

    @Test func findingsHavePresidiosNamesAndPythonsOffsets() async throws {
        try await TestGateway.run { gateway in
            let results = try await analyze("", at: gateway)
            #expect(results.map(\.entityType) == ["PERSON", "EMAIL_ADDRESS", "RU_SNILS"])
            let scalars = Array(Self.text.unicodeScalars)
            let found = results.map { String(String.UnicodeScalarView(scalars[$0.start..<$0.end])) }
            #expect(found == ["Кузнецова Ольга Сергеевна", "o.kuznetsova@example.ru", "112-233-445 95"])
            #expect(results.allSatisfy { $0.analysisExplanation == nil && (0.5...1).contains($0.score) })
        }
    }

    @Test func aListOfTextsHasAListOfLists() async throws {
        try await TestGateway.run { gateway in
            let results: [[Direct.Result]] = try await gateway.ask(
                #"{"text":["a.b@example.ru","нет"],"language":"en"}"#, of: "/analyze")
            #expect(results.map { $0.map(\.entityType) } == [["EMAIL_ADDRESS"], []])
        }
    }

    @Test(arguments: [
        (#","entities":["EMAIL_ADDRESS","NO_SUCH"]"#, ["EMAIL_ADDRESS"]),
        (#","entities":["EMAIL"]"#, ["EMAIL_ADDRESS"]),
        (#","entities":["DATE_TIME"]"#, []), (#","entities":[]"#, ["PERSON", "EMAIL_ADDRESS", "RU_SNILS"]),
        (#","score_threshold":0.98"#, ["PERSON", "RU_SNILS"]), (#","score_threshold":1"#, []),
        (#","allow_list":["o.kuznetsova@example.ru","Ольга"]"#, ["PERSON", "RU_SNILS"]),
        (
            #","entities":null,"score_threshold":null,"context":["x"],"correlation_id":"y""#,
            ["PERSON", "EMAIL_ADDRESS", "RU_SNILS"]
        ),
    ])
    func whatIsAskedForIsReported(members: String, expected: [String]) async throws {
        try await TestGateway.run { gateway in
            let results = try await analyze(members, at: gateway)
            #expect(results.map(\.entityType) == expected)
        }
    }

    @Test func aFindingSaysWhyWithoutTheValue() async throws {
        try await TestGateway.run { gateway in
            let results = try await analyze(#","return_decision_process":true"#, at: gateway)
            let explanation = try #require(results.last?.analysisExplanation)
            #expect(explanation.recognizer == "ru/snils")
            #expect(explanation.textualExplanation.contains("ru.snils"))
            #expect(!explanation.textualExplanation.contains("112"))
        }
    }

    @Test(arguments: [
        #"{"language":"ru"}"#, #"{"text":7}"#, #"{"text":["a",7]}"#, #"{"text":"a","entities":["NO_SUCH"]}"#,
        #"{"text":"a","entities":"PERSON"}"#, #"{"text":"a","score_threshold":2}"#,
        #"{"text":"a","ad_hoc_recognizers":[{"name":"x"}]}"#, #"{"text":"a","return_decision_process":"yes"}"#,
        #"{"text":"a","allow_list":["a.*"],"allow_list_match":"regex"}"#, #"{"text":"a","language":1}"#,
    ])
    func whatIsNotServedIsRefusedInPresidiosShape(body: String) async throws {
        try await TestGateway.run { gateway in
            let answer = try await gateway.post(body, to: "/analyze")
            #expect(answer.status == 400)
            #expect(try !JSONDecoder().decode(Direct.Refusal.self, from: Data(answer.body)).error.isEmpty)
        }
    }

    private func names(at path: String, of gateway: TestGateway) async throws -> [String] {
        let answer = try await gateway.request("GET", path)
        return try JSONDecoder().decode([String].self, from: Data(answer.body))
    }

    @Test func theListsHoldWhatFindingsAreCalled() async throws {
        try await TestGateway.run { gateway in
            let entities = try await names(at: "/supportedentities?language=ru", of: gateway)
            let expected = ["PERSON", "LOCATION", "PHONE_NUMBER", "EMAIL_ADDRESS", "US_SSN", "RU_SNILS"]
            #expect(Set(expected).isSubset(of: entities))
            #expect(Set(["EMAIL", "PHONE", "LITERAL"]).isDisjoint(with: entities))
            let recognizers = try await names(at: "/recognizers", of: gateway)
            #expect(Set(["ru/snils", "names/person", "places/name"]).isSubset(of: recognizers))
        }
    }
}

/// Presidio's `/anonymize`.
@Suite struct AnonymizeTests {
    private func anonymize(
        _ text: String, _ results: [(Int, Int, String)], _ operators: String = "{}", at gateway: TestGateway
    ) async throws -> Direct.Anonymized {
        try await gateway.ask(body(text, results, operators), of: "/anonymize")
    }

    private func body(_ text: String, _ results: [(Int, Int, String)], _ operators: String) -> String {
        let list = results.map { #"{"start":\#($0.0),"end":\#($0.1),"score":0.8,"entity_type":"\#($0.2)"}"# }
        return #"{"text":"\#(text)","analyzer_results":[\#(list.joined(separator: ","))],"anonymizers":\#(operators)}"#
    }

    @Test func withoutAnOperatorTheEntitysNameStandsThere() async throws {
        try await TestGateway.run { gateway in
            let answer = try await anonymize(
                "Ольга, тел. 555-12-34", [(12, 21, "PHONE_NUMBER"), (0, 5, "PERSON")], at: gateway)
            #expect(answer.text == "<PERSON>, тел. <PHONE_NUMBER>")
            #expect(
                answer.items == [
                    .init(start: 15, end: 29, entityType: "PHONE_NUMBER", text: "<PHONE_NUMBER>", operator: "replace"),
                    .init(start: 0, end: 8, entityType: "PERSON", text: "<PERSON>", operator: "replace"),
                ])
        }
    }

    @Test(arguments: [
        (#"{"type":"replace","new_value":"X"}"#, "тел. X!"), (#"{"type":"redact"}"#, "тел. !"),
        (#"{"type":"keep"}"#, "тел. 555‑12!"),
        (#"{"type":"mask","masking_char":"•","chars_to_mask":4,"from_end":false}"#, "тел. ••••12!"),
        (#"{"type":"mask","masking_char":"*","chars_to_mask":99,"from_end":true}"#, "тел. ******!"),
        (#"{"type":"mask","masking_char":"*","chars_to_mask":2,"from_end":true}"#, "тел. 555‑**!"),
        (#"{"type":"mask","masking_char":"*","chars_to_mask":-1}"#, "тел. 555‑12!"),
    ])
    func anOperatorWritesWhatItSays(operator: String, expected: String) async throws {
        try await TestGateway.run { gateway in
            for key in ["PHONE_NUMBER", "DEFAULT"] {
                let answer = try await anonymize(
                    "тел. 555‑12!", [(5, 11, "PHONE_NUMBER")], #"{"\#(key)":\#(`operator`)}"#, at: gateway)
                #expect(answer.text == expected)
            }
        }
    }

    @Test func aHashIsSaltedUnlessTheCallerSaysHow() async throws {
        func hash(_ parameters: String, _ gateway: TestGateway) async throws -> String {
            try await anonymize("ab", [(0, 2, "ID")], #"{"ID":{"type":"hash"\#(parameters)}}"#, at: gateway).text
        }
        try await TestGateway.run { gateway in
            let plain = SHA256.hash(data: Array("sab".utf8)).map { String(format: "%02x", $0) }.joined()
            let salted = try await hash(#","salt":"s""#, gateway)
            #expect(salted == plain)
            let long = SHA512.hash(data: Array("ab".utf8)).map { String(format: "%02x", $0) }.joined()
            let unsalted = try await hash(#","hash_type":"sha512","salt":"""#, gateway)
            #expect(unsalted == long)
            let (first, second) = (try await hash("", gateway), try await hash("", gateway))
            #expect(first != second && first.count == plain.count)
        }
    }

    @Test(arguments: [
        // One name found in two pieces, with spaces between or overlapping.
        ([(0, 4, "A"), (5, 9, "A")], "<A> efgh"), ([(0, 6, "A"), (3, 9, "A")], "<A> efgh"),
        // The longer of two that lie in one another, and the first of two in one place.
        ([(0, 9, "A"), (2, 4, "B")], "<A> efgh"), ([(0, 4, "A"), (0, 4, "A")], "<A> abcd efgh"),
        // Of two that overlap the later one has the part they share; nothing of either stays.
        ([(0, 6, "A"), (4, 9, "B")], "<A><B> efgh"),
    ])
    func resultsThatMeetAreSettled(results: [(Int, Int, String)], expected: String) async throws {
        try await TestGateway.run { gateway in
            let answer = try await anonymize("abcd abcd efgh", results, at: gateway)
            #expect(answer.text == expected)
        }
    }

    @Test(arguments: [
        #"{"text":"ab","analyzer_results":[{"start":0,"end":3,"entity_type":"A"}]}"#,
        #"{"text":"ab","analyzer_results":[{"start":2,"end":1,"entity_type":"A"}]}"#,
        #"{"text":"ab","analyzer_results":[{"start":-1,"end":1,"entity_type":"A"}]}"#,
        #"{"text":"ab","analyzer_results":[{"start":0.5,"end":1,"entity_type":"A"}]}"#,
        #"{"text":"ab"}"#, #"{"text":"ab","analyzer_results":[7]}"#,
        #"{"text":"ab","analyzer_results":[],"anonymizers":{"A":{"type":"encrypt","key":"0123456789abcdef"}}}"#,
        #"{"text":"ab","analyzer_results":[],"anonymizers":{"A":{"type":"custom"}}}"#,
        #"{"text":"ab","analyzer_results":[],"anonymizers":{"A":{}}}"#,
        #"{"text":"ab","analyzer_results":[],"anonymizers":{"A":{"type":"mask","masking_char":"**","chars_to_mask":1}}}"#,
        #"{"text":"ab","analyzer_results":[],"anonymizers":{"A":{"type":"hash","hash_type":"md5"}}}"#,
    ])
    func whatCannotBeDoneIsRefused(body: String) async throws {
        try await TestGateway.run { gateway in
            let answer = try await gateway.post(body, to: "/anonymize")
            #expect(answer.status == 400)
            #expect(try !JSONDecoder().decode(Direct.Refusal.self, from: Data(answer.body)).error.isEmpty)
        }
    }

    @Test func aResultDoesNotGrowWithoutEnd() async throws {
        try await TestGateway.run { gateway in
            let long = String(repeating: "x", count: 1 << 20)
            let text = String(repeating: "a,", count: 80)
            let answer = try await gateway.post(
                body(
                    text, (0..<80).map { (2 * $0, 2 * $0 + 1, "A") },
                    #"{"A":{"type":"replace","new_value":"\#(long)"}}"#),
                to: "/anonymize")
            #expect(answer.status == 422)
        }
    }
}
