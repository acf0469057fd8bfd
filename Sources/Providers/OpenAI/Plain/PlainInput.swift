// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// The texts of an endpoint that takes them in one field.
struct PlainInput {
    /// What in it cannot be read as text.
    private(set) var residue: Set<ResidueKind> = []
    private(set) var texts: [Sensitive<[UInt8]>] = []

    /// Throws `.invalidBody` where the field holds no text, `.unsupportedContent` where it holds tokens of a vocabulary
    /// (numbers that are text, which nobody here can read) or a part that is not known.
    init(_ scan: JSONScan, field: String) throws(ProviderError) {
        guard let input = scan.member(field, of: 0) else {
            throw ProviderError(code: .invalidBody, expectation: "\(field) is a string or an array")
        }
        switch scan.nodes[input].kind {
        case .string: add(input, in: scan)
        case .array: for element in scan.children(of: input) { try read(element, in: scan) }
        default: throw ProviderError(code: .invalidBody, expectation: "\(field) is a string or an array")
        }
    }

    private mutating func read(_ element: Int, in scan: JSONScan) throws(ProviderError) {
        switch scan.nodes[element].kind {
        case .string: add(element, in: scan)
        case .object:
            guard let type = scan.text("type", of: element) else {
                throw ProviderError(code: .unsupportedContent, expectation: "Send parts as objects with a type.")
            }
            if let kind = try ChatMessages.residue(ofPart: type) { residue.insert(kind) }
            if let text = scan.member("text", of: element), scan.nodes[text].kind == .string { add(text, in: scan) }
        default:
            throw ProviderError(
                code: .unsupportedContent, expectation: "Send text: the numbers of a vocabulary cannot be searched.")
        }
    }

    private mutating func add(_ node: Int, in scan: JSONScan) { texts.append(Sensitive(scan.decoded(node).utf8)) }
}
