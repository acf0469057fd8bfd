// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// What the messages of an Anthropic request are made of.
struct MessagesContent {
    private(set) var blocks: ContentBlocks
    /// Texts of the system prompt and of the first user message.
    private(set) var opening: [Sensitive<[UInt8]>] = []

    /// Throws `.invalidBody` for messages of another shape, `.unsupportedContent` for a block that is not known.
    init(_ scan: JSONScan) throws(ProviderError) {
        blocks = ContentBlocks(scan)
        guard let messages = scan.member("messages", of: 0), scan.nodes[messages].kind == .array else {
            throw ProviderError(code: .invalidBody, expectation: "messages is an array")
        }
        var texts: [Int] = []
        if let system = scan.member("system", of: 0) { texts += try blocks.read(system) }
        var isOpening = true
        for message in scan.children(of: messages) {
            guard scan.nodes[message].kind == .object, let role = scan.text("role", of: message) else {
                throw ProviderError(code: .invalidBody, expectation: "messages are objects with a role")
            }
            guard let content = scan.member("content", of: message) else { continue }
            let read = try blocks.read(content)
            if isOpening { texts += read }
            isOpening = isOpening && role == "system"
        }
        opening = texts.map { Sensitive(scan.decoded($0).utf8) }
    }
}
