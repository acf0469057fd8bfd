// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Providers

/// A body of Presidio's `POST /analyze`. What changes the result and is not done here is refused by name; what does not
/// (`language`, `context`, `correlation_id`) is passed over, as Presidio does with members it does not know.
struct AnalyzeRequest {
    let texts: DirectTexts
    /// Names that the caller wants; empty for all.
    let entities: Set<String>
    /// The least score, 0 to 1, beside the thresholds of policy.
    let threshold: Double
    /// Whether each finding says why.
    let explains: Bool
    /// Texts that are no finding, compared as bytes.
    let allowed: Set<[UInt8]>

    /// Throws `invalid_body` for what it does not understand or do.
    init(_ bytes: [UInt8], _ names: PresidioNames) throws(GatewayError) {
        let body = try DirectBody(bytes, members: nil)
        let scan = body.scan
        guard let text = body.value("text", nullIsAbsent: true),
            [.string, .array].contains(scan.nodes[text].kind)
        else { throw GatewayError(.invalidBody, "text is a string or a list of strings.") }
        texts = try DirectTexts(text, in: scan)
        entities = Set(try Self.strings("entities", body).map { String(decoding: $0, as: UTF8.self) })
        guard entities.isEmpty || entities.contains(where: names.isKnown) else {
            // An empty answer would read as "nothing found".
            throw GatewayError(.invalidBody, "None of these entities is looked for here: see /supportedentities.")
        }
        threshold = try Self.threshold(body)
        explains = try Self.flag("return_decision_process", body)
        allowed = Set(try Self.strings("allow_list", body))
        try Self.refuseUnserved(body)
        if let language = body.value("language", nullIsAbsent: true), scan.nodes[language].kind != .string {
            throw GatewayError(.invalidBody, "language is a string; texts are read in all languages at once.")
        }
    }

    private static func refuseUnserved(_ body: DirectBody) throws(GatewayError) {
        if let recognizers = body.value("ad_hoc_recognizers", nullIsAbsent: true) {
            guard body.scan.nodes[recognizers].kind == .array, Array(body.scan.children(of: recognizers)).isEmpty
            else {
                throw GatewayError(
                    .invalidBody, "ad_hoc_recognizers are not taken: an operator adds dictionaries (detection:).")
            }
        }
        if let match = body.value("allow_list_match", nullIsAbsent: true),
            body.scan.nodes[match].kind != .string || body.scan.string(match) != "exact"
        {
            throw GatewayError(.invalidBody, "allow_list_match is exact: an allow_list holds texts, not patterns.")
        }
    }

    private static func strings(_ name: String, _ body: DirectBody) throws(GatewayError) -> [[UInt8]] {
        guard let list = body.value(name, nullIsAbsent: true) else { return [] }
        guard body.scan.nodes[list].kind == .array else {
            throw GatewayError(.invalidBody, "entities and allow_list are lists of strings.")
        }
        var strings: [[UInt8]] = []
        for element in body.scan.children(of: list) {
            guard body.scan.nodes[element].kind == .string else {
                throw GatewayError(.invalidBody, "entities and allow_list are lists of strings.")
            }
            strings.append(body.scan.decoded(element).utf8)
        }
        return strings
    }

    private static func threshold(_ body: DirectBody) throws(GatewayError) -> Double {
        guard let value = body.value("score_threshold", nullIsAbsent: true) else { return 0 }
        guard body.scan.nodes[value].kind == .number, let number = Double(body.scan.string(value)),
            (0...1).contains(number)
        else { throw GatewayError(.invalidBody, "score_threshold is a number from 0 to 1.") }
        return number
    }

    private static func flag(_ name: String, _ body: DirectBody) throws(GatewayError) -> Bool {
        guard let value = body.value(name, nullIsAbsent: true) else { return false }
        switch body.scan.nodes[value].kind {
        case .true: return true
        case .false: return false
        default: throw GatewayError(.invalidBody, "return_decision_process is true or false.")
        }
    }
}
