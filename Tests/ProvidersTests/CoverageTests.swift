// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Providers
import Testing

/// Holds each provider to its own table: for each row a body is made in which only that field is set.
@Suite struct CoverageTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let endpoint: Endpoint
        let body: Coverage.Section.Body
        let row: CoverageRow
        var testDescription: String { "\(endpoint.dialect) \(endpoint.name) \(body) \(row.path) \(row.treatment)" }
    }

    private static let providers = ProviderTable()
    private static let sections = ProviderTable.served.flatMap { providers[$0].coverage.sections }

    static let rows =
        sections.flatMap { section in
            section.rows.map { Row(endpoint: section.endpoint, body: section.body, row: $0) }
        }
        + JSONSchemaCoverage.rows.map { row in
            Row(
                endpoint: OpenAIProvider.chatCompletions, body: .request,
                row: CoverageRow("tools[].function.parameters." + row.path, row.treatment))
        }

    private static let takesInput = [OpenAIProvider.embeddings, OpenAIProvider.moderations]

    /// Fields the gateway acts on: of another kind they are refused.
    static let actedOn: Set<String> = [
        "model", "stream", "messages[].role", "messages[].content", "messages[].content[].type", "choices[].index",
        "choices[].delta.tool_calls[].index", "error", "system", "system[].type", "type", "index",
        "previous_response_id",
        "conversation", "background", "input", "input[]", "input[].type", "prompt", "prompt[]",
        "input[].content[].type", "output_index", "done", "models[]",
    ]

    @Test("Every row of the table does what it says", arguments: rows)
    func behaves(row: Row) throws {
        for sample in Self.samples(row.row.treatment) {
            let found: [String]
            do {
                found = try texts(in: body(row, sample.value), row)
            } catch is ProviderError where Self.actedOn.contains(row.row.path) {
                continue
            }
            for text in sample.texts {
                #expect(found.contains(text), "\(sample.value): \(text) among \(found)")
            }
            for text in sample.exempt {
                #expect(!found.contains { $0.hasSuffix(": \(text)") }, "\(sample.value): \(text) among \(found)")
            }
        }
    }

    @Test("No path is listed twice in a section")
    func noDuplicates() {
        for section in Self.sections {
            let repeated = Dictionary(grouping: section.rows.map(\.path), by: { $0 }).filter { $0.value.count > 1 }
            #expect(repeated.isEmpty, "\(section.endpoint.name) \(section.body)")
        }
    }

    @Test("Beside every listed field an unlisted one is scanned, its key and its numbers included", arguments: rows)
    func unlistedSiblings(row: Row) throws {
        let parent = row.row.path.split(separator: ".").dropLast().joined(separator: ".")
        let isExempt = ["**", "logprobs", ".parameters."].contains { row.row.path.contains($0) }
        guard !isExempt, !parent.isEmpty, !parent.contains("*") else { return }
        let unlisted = Row(
            endpoint: row.endpoint, body: row.body, row: CoverageRow("\(parent).x_unlisted", .text))
        let found = try texts(in: body(unlisted, #"{"Анна":["Иван",7654321]}"#), row)
        #expect(found.contains("objectKey: Анна"))
        #expect(found.contains("free: Иван"))
        #expect(found.contains("number: 7654321"))
    }

    private struct Sample {
        let value: String
        /// `form: text` that must be found.
        var texts: [String] = []
        /// Texts that must not be found in any form.
        var exempt: [String] = []
    }

    private static func samples(_ treatment: FieldTreatment) -> [Sample] {
        let prose = "\"Иван Петров\""
        let plain = Sample(value: prose, texts: ["free: Иван Петров"])
        switch treatment {
        case .structural:
            return [
                Sample(value: "\"text\"", exempt: ["text"]), Sample(value: "1234567", exempt: ["1234567"]),
                Sample(value: "true"), Sample(value: "null"),
            ]
        case .text, .toolText: return [plain, Sample(value: "1234567", texts: ["number: 1234567"])]
        case .identifier: return [Sample(value: prose, texts: ["identifier: Иван Петров"])]
        case .json, .arguments, .input:
            return [plain, Sample(value: #""{\"k\":\"v\"}""#, texts: ["objectKey: k", "free: v"])]
        case .media:
            return [
                plain, Sample(value: #""data:image/png;base64,aXZhbg==""#, exempt: ["data:image/png;base64,aXZhbg=="]),
            ]
        case .opaque: return [plain, Sample(value: "\"EqoBCk/+gY=\"", exempt: ["EqoBCk/+gY="])]
        case .lane: return [Sample(value: prose, texts: ["lane: Иван Петров"])]
        case .schema:
            return [
                Sample(
                    value: #"{"type":"object","properties":{"имя":{"description":"Иван","maxLength":1234567}}}"#,
                    texts: ["identifier: имя", "free: Иван"], exempt: ["object", "1234567"])
            ]
        case .offset, .cited: return [Sample(value: "1234567", exempt: ["1234567"]), plain]
        case .removed: return [Sample(value: prose, texts: ["removed"], exempt: ["Иван Петров"])]
        }
    }

    /// A body in which the field at a row's path has `value`, with what the format demands beside it.
    private func body(_ row: Row, _ value: String) -> [UInt8] {
        var steps = row.row.path.replacing("**", with: "any").replacing("*", with: "any").replacing("[]", with: ".[]")
            .split(separator: ".").map(String.init)
        var text = value
        var path: [String] { steps }
        while let step = steps.popLast() {
            let place = steps.joined(separator: ".").replacing(".[]", with: "[]")
            text = step == "[]" ? "[\(text)]" : "{\(demanded(at: place, beside: step, of: row))\"\(step)\":\(text)}"
        }
        if row.body == .request, !row.row.path.hasPrefix("messages") {
            text = "{\"messages\":[],\(text.dropFirst())"
        }
        return Array(text.utf8)
    }

    private func demanded(at place: String, beside step: String, of row: Row) -> String {
        switch (place, step) {
        case ("messages[]", "role"), ("messages[].content[]", "type"), ("system[]", "type"): ""
        case ("messages[]", _): #""role":"user","#
        case ("messages[].content[]", _), ("system[]", _): #""type":"text","#
        case ("", "type"), ("input[].content[]", "type"), ("", "prompt"), ("", "input"): ""
        case ("input[]", let step) where row.endpoint == OpenAIProvider.moderations:
            step == "type" ? "" : #""type":"text","#
        case ("", _) where row.endpoint == OpenAIProvider.completions && row.body == .request: #""prompt":"x","#
        case ("", _) where Self.takesInput.contains(row.endpoint) && row.body == .request: #""input":"x","#
        case ("input[].content[]", _): #""type":"input_text","#
        case ("", _) where row.endpoint == OpenAIProvider.responses && row.body == .event:
            #""type":"response.output_text.delta","#
        case ("", "index") where row.endpoint == AnthropicProvider.messages: #""type":"content_block_delta","#
        case ("", _) where row.endpoint == AnthropicProvider.messages && row.body == .event:
            #""type":"content_block_delta","index":0,"#
        default: ""
        }
    }

    /// `form: text` of everything found.
    private func texts(in body: [UInt8], _ row: Row) throws -> [String] {
        let provider = Self.providers[row.endpoint.dialect]
        switch row.body {
        case .event:
            let event = ServerSentEvent(name: nil, data: body)
            guard case .delta(let delta) = try provider.parseStreamEvent(event, from: row.endpoint) else { return [] }
            return (delta.pieces + delta.copies).map { "lane: \($0.slot.text.utf8.text)" }
                + delta.wholeTexts.map { "\($0.form): \($0.text.utf8.text)" } + delta.removals.map { _ in "removed" }
        case .response:
            let parsed = try provider.parseResponse(body, from: row.endpoint)
            return parsed.slots.map { "\($0.form): \($0.text.utf8.text)" } + parsed.removals.map { _ in "removed" }
        case .request:
            return try provider.parseRequest(body, to: row.endpoint).slots.map { "\($0.form): \($0.text.utf8.text)" }
        }
    }
}
