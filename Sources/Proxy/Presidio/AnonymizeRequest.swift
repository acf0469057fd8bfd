// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore
import TextNormalization

/// A body of Presidio's `POST /anonymize`: a text, what the caller says was found in it, and what to do about it.
struct AnonymizeRequest {
    let text: [UInt8]
    /// In the caller's order; spans in bytes of `text`.
    let results: [PresidioResult]
    private let operators: [String: PresidioOperator]

    /// `salt` is for hashes whose caller gives none. Throws `invalid_body` for what it does not understand or do.
    init(_ bytes: [UInt8], salt: [UInt8]) throws(GatewayError) {
        let body = try DirectBody(bytes, members: nil)
        guard let text = body.value("text"), body.scan.nodes[text].kind == .string else {
            throw GatewayError(.invalidBody, "text is a string.")
        }
        self.text = body.scan.decoded(text).utf8
        results = try Self.results(in: body, of: self.text)
        var operators: [String: PresidioOperator] = [:]
        if let table = body.value("anonymizers", nullIsAbsent: true) {
            guard body.scan.nodes[table].kind == .object else {
                throw GatewayError(.invalidBody, "anonymizers is an object: an operator for each entity.")
            }
            for key in body.scan.children(of: table) {
                operators[body.scan.string(key)] = try PresidioOperator(key + 1, in: body.scan, salt: salt)
            }
        }
        self.operators = operators
    }

    /// What is done with an entity: its own operator, the caller's `DEFAULT`, or its name in angle brackets.
    func `operator`(for entity: String) -> PresidioOperator {
        operators[entity] ?? operators["DEFAULT"] ?? .replace(nil)
    }

    private static func results(in body: DirectBody, of text: [UInt8]) throws(GatewayError) -> [PresidioResult] {
        guard let list = body.value("analyzer_results"), body.scan.nodes[list].kind == .array else {
            throw GatewayError(.invalidBody, "analyzer_results is a list.")
        }
        let entries = try body.scan.children(of: list).map { node throws(GatewayError) in
            try Entry(node, in: body.scan)
        }
        let offsets = CodePointOffsets.byteOffsets(of: Set(entries.flatMap { [$0.start, $0.end] }), in: text)
        return try entries.map { entry throws(GatewayError) in
            guard let start = offsets[entry.start], let end = offsets[entry.end], start <= end else {
                throw GatewayError(.invalidBody, "analyzer_results names a place that the text does not have.")
            }
            return PresidioResult(span: ByteSpan(start, end), entity: entry.entity, score: entry.score)
        }
    }

    /// One result as it was sent: places in code points.
    private struct Entry {
        let start, end: Int
        let entity: String
        let score: Double

        init(_ node: Int, in scan: JSONScan) throws(GatewayError) {
            let expectation = "An analyzer result has start and end, whole numbers, entity_type, a string, and a score."
            guard let start = Self.number("start", node, scan).flatMap({ Int(exactly: $0) }),
                let end = Self.number("end", node, scan).flatMap({ Int(exactly: $0) }),
                let entity = scan.member("entity_type", of: node), scan.nodes[entity].kind == .string
            else { throw GatewayError(.invalidBody, expectation) }
            self.start = start
            self.end = end
            self.entity = scan.string(entity)
            if let score = scan.member("score", of: node), scan.nodes[score].kind != .null {
                guard let number = Self.number("score", node, scan) else {
                    throw GatewayError(.invalidBody, expectation)
                }
                self.score = number
            } else {
                score = 0
            }
        }

        private static func number(_ name: String, _ node: Int, _ scan: JSONScan) -> Double? {
            guard let value = scan.member(name, of: node), scan.nodes[value].kind == .number else { return nil }
            return Double(scan.string(value))
        }
    }
}
