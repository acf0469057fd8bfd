// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// What the demo model reads of a chat request: the last thing the user said, and how to answer.
struct DemoPrompt {
    let text: String
    let isStreaming: Bool
    let wantsUsage: Bool
    /// Whether the answer should say what the model got and said, for `zavesa demo`: see `DemoAccount`.
    let wantsAccount: Bool
    /// The whole request, as it arrived.
    let body: [UInt8]

    init(_ body: [UInt8]) throws(JSONTextError) {
        let scan = try JSONScan(body)
        self.body = body
        isStreaming = Self.isTrue(scan.member("stream", of: 0), in: scan)
        wantsUsage = Self.isTrue(
            scan.member("stream_options", of: 0).flatMap { scan.member("include_usage", of: $0) }, in: scan)
        wantsAccount = scan.member("metadata", of: 0).flatMap { scan.member("zavesa_demo", of: $0) } != nil
        let messages = scan.member("messages", of: 0).map { Array(scan.children(of: $0)) } ?? []
        let last = messages.last { message in
            scan.member("role", of: message).map { scan.string($0) } == "user"
        }
        text = last.flatMap { scan.member("content", of: $0) }.map { Self.text(of: $0, in: scan) } ?? ""
    }

    /// A content string, or the texts of its parts.
    private static func text(of content: Int, in scan: JSONScan) -> String {
        guard scan.nodes[content].kind == .array else { return scan.string(content) }
        return scan.children(of: content).compactMap { part in
            scan.member("text", of: part).map { scan.string($0) }
        }.joined(separator: "\n")
    }

    private static func isTrue(_ node: Int?, in scan: JSONScan) -> Bool {
        node.map { scan.nodes[$0].kind == .true } ?? false
    }
}
