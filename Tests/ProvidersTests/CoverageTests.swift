// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Providers
import Testing

/// Holds the provider to its own table: for each row a body is made in which only that field is set.
@Suite struct CoverageTests {
    private let provider = OpenAIProvider()

    struct Row: Sendable, CustomTestStringConvertible {
        let section: String
        let row: CoverageRow
        var testDescription: String { "\(section) \(row.path) \(row.treatment)" }
    }

    static let rows = OpenAIProvider().coverage.sections.flatMap { section in
        section.rows.map { Row(section: section.name, row: $0) }
    }

    /// Fields the gateway acts on: of another kind they are refused.
    static let actedOn: Set<String> = [
        "model", "stream", "messages[].role", "messages[].content", "messages[].content[].type", "choices[].index",
        "choices[].delta.tool_calls[].index", "error",
    ]

    @Test("Every row of the table does what it says", arguments: rows)
    func behaves(row: Row) throws {
        for sample in Self.samples(row.row.treatment) {
            let found: [String]
            do {
                found = try texts(in: body(row, sample.value), row.section)
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
        for section in provider.coverage.sections {
            let paths = section.rows.map(\.path)
            #expect(Set(paths).count == paths.count, "\(section.name)")
        }
    }

    @Test("Beside every listed field an unlisted one is scanned, its key and its numbers included", arguments: rows)
    func unlistedSiblings(row: Row) throws {
        let parent = row.row.path.split(separator: ".").dropLast().joined(separator: ".")
        guard !row.section.hasPrefix("JSON schema"), !parent.isEmpty, !parent.contains("*") else { return }
        let path = "\(parent).x_unlisted"
        let unlisted = Row(section: row.section, row: CoverageRow(path, .text))
        let found = try texts(in: body(unlisted, #"{"Анна":["Иван",7654321]}"#), row.section)
        if row.row.path.hasPrefix("usage") || row.row.path.contains("logprobs") { return }
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
        case .json, .arguments:
            return [plain, Sample(value: #""{\"k\":\"v\"}""#, texts: ["objectKey: k", "free: v"])]
        case .media:
            return [
                plain, Sample(value: #""data:image/png;base64,aXZhbg==""#, exempt: ["data:image/png;base64,aXZhbg=="]),
            ]
        case .lane: return [Sample(value: prose, texts: ["lane: Иван Петров"])]
        case .schema:
            return [
                Sample(
                    value: #"{"type":"object","properties":{"имя":{"description":"Иван","maxLength":1234567}}}"#,
                    texts: ["identifier: имя", "free: Иван"], exempt: ["object", "1234567"])
            ]
        case .removed: return [Sample(value: prose, texts: ["removed"], exempt: ["Иван Петров"])]
        }
    }

    /// A body in which the field at a row's path has `value`, with what the format demands beside it.
    private func body(_ row: Row, _ value: String) -> [UInt8] {
        if row.section == "JSON schema" {
            let path = "tools[].function.parameters." + row.row.path
            return body(
                Row(section: "chat.completions request", row: CoverageRow(path, row.row.treatment)), value)
        }
        var steps = row.row.path.replacing("**", with: "any").replacing("*", with: "any").replacing("[]", with: ".[]")
            .split(separator: ".").map(String.init)
        var text = value
        var path: [String] { steps }
        while let step = steps.popLast() {
            let place = steps.joined(separator: ".").replacing(".[]", with: "[]")
            text = step == "[]" ? "[\(text)]" : "{\(demanded(at: place, beside: step))\"\(step)\":\(text)}"
        }
        if row.section == "chat.completions request", !row.row.path.hasPrefix("messages") {
            text = "{\"messages\":[],\(text.dropFirst())"
        }
        return Array(text.utf8)
    }

    private func demanded(at place: String, beside step: String) -> String {
        switch (place, step) {
        case ("messages[]", "role"), ("messages[].content[]", "type"): ""
        case ("messages[]", _): #""role":"user","#
        case ("messages[].content[]", _): #""type":"text","#
        default: ""
        }
    }

    /// `form: text` of everything found.
    private func texts(in body: [UInt8], _ section: String) throws -> [String] {
        switch section {
        case "chat.completions event":
            let event = ServerSentEvent(name: nil, data: body)
            guard case .delta(let delta) = try provider.parseStreamEvent(event, from: OpenAIProvider.chatCompletions)
            else { return [] }
            return delta.pieces.map { "lane: \($0.slot.text.utf8.text)" }
                + delta.wholeTexts.map { "\($0.form): \($0.text.utf8.text)" } + delta.removals.map { _ in "removed" }
        case "chat.completions response", "models response":
            let endpoint = section.hasPrefix("models") ? OpenAIProvider.models : OpenAIProvider.chatCompletions
            let parsed = try provider.parseResponse(body, from: endpoint)
            return parsed.slots.map { "\($0.form): \($0.text.utf8.text)" } + parsed.removals.map { _ in "removed" }
        default:
            return try provider.parseRequest(body, to: OpenAIProvider.chatCompletions).slots
                .map { "\($0.form): \($0.text.utf8.text)" }
        }
    }
}
