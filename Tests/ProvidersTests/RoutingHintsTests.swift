// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Providers
import Routing
import Testing

@Suite struct RoutingHintsTests {
    private let provider = OpenAIProvider()

    private func hints(_ members: String) throws -> RoutingHints {
        try provider.parseRequest(
            Array(#"{"messages":[{"role":"user","content":"a"}]\#(members)}"#.utf8), to: OpenAIProvider.chatCompletions
        ).routing
    }

    /// Whatever stands around them, what stays is valid JSON and the same bytes as before.
    @Test(arguments: [
        (#"{"a":1,"provider":{},"b":2}"#, #"{"a":1,"b":2}"#), (#"{"provider":{},"b":2}"#, #"{"b":2}"#),
        (#"{"a":1,"provider":{}}"#, #"{"a":1}"#), (#"{"provider":{}}"#, "{}"),
        (#"{ "models" : [] , "provider":1 }"#, "{  }"),
        (#"{"models":[],"provider":{}, "b" : 2 }"#, #"{"b" : 2 }"#),
        (#"{"a":1, "models":[],"provider":{},"b":2,"c":3}"#, #"{"a":1,"b":2,"c":3}"#),
        (#"{"models":[],"a":1,"provider":{}}"#, #"{"a":1}"#), (#"{"\u0070rovider":{},"a":1.50}"#, #"{"a":1.50}"#),
        (#"{"a":{"provider":1}}"#, #"{"a":{"provider":1}}"#),
    ]) func membersAreTakenOutWithTheirCommas(before: String, after: String) throws {
        let edits = MemberRemoval.edits(of: ["provider", "models"], in: try JSONScan(Array(before.utf8)))
        #expect(String(decoding: JSONSplicer.apply(edits, to: Array(before.utf8)), as: UTF8.self) == after)
    }

    @Test func everyPreferenceIsRead() throws {
        let read = try hints(
            #"""
            ,"models":["b","c"],"provider":{"order":["One"],"only":["one","two"],"ignore":[],"allow_fallbacks":false,
            "sort":"price","data_collection":"deny","max_price":{"prompt":1,"completion":"2.5"},"require_parameters":true}
            """#)
        var expected = RoutePreferences()
        expected.models = ["b", "c"]
        expected.order = ["one"]
        expected.only = ["one", "two"]
        expected.allowsFallbacks = false
        expected.sort = .price
        expected.keepsNothing = true
        expected.maxPrice = RoutePreferences.MaxPrice(prompt: 1, completion: 2.5)
        #expect(read.preferences == expected)
        #expect(try hints("").preferences == nil)
        #expect(try hints(#","provider":{"zdr":true}"#).preferences?.keepsNothing == true)
    }

    /// Which of several models a caller may have is decided here, so that no upstream gets the list.
    @Test func aListOfModelsIsTakenOutForEveryUpstream() throws {
        let body = #"{"model":"a","models":["b"],"provider":{},"input":"x","max_tokens":1,"messages":[]}"#
        let taken = { (edits: [JSONEdit]) in
            String(decoding: JSONSplicer.apply(edits, to: Array(body.utf8)), as: UTF8.self)
        }
        let without = body.replacing(#","models":["b"]"#, with: "")
        let chat = try provider.parseRequest(Array(body.utf8), to: OpenAIProvider.chatCompletions).routing
        #expect(taken(chat.modelRemovals) == without)
        #expect(taken(chat.removals) == without.replacing(#","provider":{}"#, with: ""))
        for endpoint in [OpenAIProvider.responses, OpenAIProvider.embeddings] {
            let hints = try provider.parseRequest(Array(body.utf8), to: endpoint).routing
            #expect(taken(hints.removals) == without && taken(hints.modelRemovals) == without)
        }
        let anthropic = try AnthropicProvider().parseRequest(Array(body.utf8), to: AnthropicProvider.messages).routing
        #expect(taken(anthropic.removals) == without)
    }

    @Test(arguments: [
        #""provider":[]"#, #""provider":{"quantizations":["fp8"]}"#, #""provider":{"order":"one"}"#,
        #""provider":{"sort":"speed"}"#, #""provider":{"data_collection":true}"#, #""provider":{"zdr":"yes"}"#,
        #""provider":{"max_price":{"request":1}}"#, #""provider":{"max_price":{"prompt":-1}}"#, #""models":"b""#,
        #""models":[1]"#,
    ]) func whatIsNotUnderstoodIsRefusedInWordsOfOurs(member: String) {
        #expect { try hints("," + member) } throws: { error in
            guard let error = error as? ProviderError else { return false }
            return error.code == .invalidBody && !error.expectation.contains("fp8")
        }
    }

    @Test func whatTheAnswerHasToBeIsSeen() throws {
        let asked = try hints(
            #","response_format":{"type":"json_schema","json_schema":{"name":"s","schema":{}}}"#)
        #expect(asked.asksForSchema)
        #expect(try !hints(#","response_format":{"type":"json_object"}"#).asksForSchema)
    }
}
