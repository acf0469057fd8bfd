// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore
import Providers

/// The texts that a direct operation is about, as slots of a body of their own: a JSON array of the caller's literals,
/// byte for byte. So they go through the same steps as the texts of a request to a model.
struct DirectTexts {
    let parsed: ParsedRequest
    /// Whether the caller sent a list, and gets one.
    let isList: Bool

    /// `node` is a string or an array of strings. Throws `invalid_body` for anything else.
    init(_ node: Int, in scan: JSONScan) throws(GatewayError) {
        isList = scan.nodes[node].kind == .array
        var literals: [JSONDraft] = []
        for text in isList ? Array(scan.children(of: node)) : [node] {
            guard scan.nodes[text].kind == .string else {
                throw GatewayError(.invalidBody, "A text is a string.")
            }
            literals.append(scan.copy(text))
        }
        let body = JSONDraft.array(literals).bytes()
        let texts = try Self.scan(body)
        parsed = ParsedRequest(
            body: body,
            slots: texts.children(of: 0).map {
                TextSlot(form: .free, origin: .text, fieldName: nil, text: texts.decoded($0))
            },
            model: nil, isStreaming: false, residue: [], declaredTools: [], modelRange: nil, conversationOpening: [])
    }

    /// What was made of each text, in its place: a list for a list, else the one alone.
    func answer(_ each: [JSONDraft], one: String, many: String) -> (String, JSONDraft) {
        isList ? (many, .array(each)) : (one, each.first ?? .null)
    }

    /// The literals of an array of strings, which is what `parsed.body` and everything made of it are.
    static func literals(of body: [UInt8]) throws(GatewayError) -> [JSONDraft] {
        let scan = try scan(body)
        return scan.children(of: 0).map(scan.copy)
    }

    private static func scan(_ body: [UInt8]) throws(GatewayError) -> JSONScan {
        do {
            return try JSONScan(body)
        } catch {
            // Its parts were read before, so this is a fault of ours.
            throw GatewayError(.internalError)
        }
    }
}
