// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// What a request to Ollama says besides its texts.
struct OllamaRequest {
    let declaredTools: Set<String>
    let answersInJSON: Bool
    private(set) var residue: Set<ResidueKind> = []
    /// Strings that tools answered with.
    private(set) var toolResults: [Int: FieldTreatment] = [:]
    /// What opens the conversation.
    private(set) var opening: [Sensitive<[UInt8]>] = []

    /// Throws `.invalidBody` for another shape, `.unsupportedContent` for an earlier answer in numbers of a vocabulary.
    init(_ scan: JSONScan, isChat: Bool) throws(ProviderError) {
        declaredTools = Set(
            scan.elements("tools", of: 0).compactMap { tool in
                scan.member("function", of: tool).flatMap { scan.text("name", of: $0) }
            })
        answersInJSON =
            scan.member("format", of: 0).map {
                scan.nodes[$0].kind == .object || scan.text("format", of: 0) == "json"
            } ?? false
        if isChat {
            let messages = try ChatMessages(scan)
            (residue, toolResults, opening) = (messages.residue, messages.toolResults, messages.opening)
        } else {
            try readPrompt(scan)
        }
        for holder in [0] + scan.elements("messages", of: 0) where !scan.elements("images", of: holder).isEmpty {
            residue.insert(.image)
        }
    }

    private mutating func readPrompt(_ scan: JSONScan) throws(ProviderError) {
        if let context = scan.member("context", of: 0), scan.nodes[context].kind != .null {
            throw ProviderError(
                code: .unsupportedContent,
                expectation: "Send the text again: context is numbers of a vocabulary, which cannot be searched.")
        }
        for name in ["system", "prompt"] as [String] {
            guard let text = scan.member(name, of: 0), scan.nodes[text].kind != .null else { continue }
            guard scan.nodes[text].kind == .string else {
                throw ProviderError(code: .invalidBody, expectation: "prompt and system are strings")
            }
            opening.append(Sensitive(scan.decoded(text).utf8))
        }
    }
}
