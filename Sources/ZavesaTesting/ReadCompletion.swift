// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// A chat completion as a client reads it: whole, or chunks added up.
struct ReadCompletion {
    private var text = ""
    private var names: [String] = []
    private var arguments: [String] = []
    private var endings: [String] = []

    /// `nil` for another shape.
    init?(whole body: [UInt8]) {
        guard let scan = try? JSONScan(body), let choices = scan.member("choices", of: 0),
            let choice = scan.children(of: choices).first(where: { _ in true }),
            let message = scan.member("message", of: choice)
        else { return nil }
        add(message, of: choice, in: scan)
    }

    /// `nil` for another shape, for more than one identity, and for a stream whose last event is not the end mark.
    init?(chunks: [[UInt8]]) {
        guard chunks.last == Array("[DONE]".utf8) else { return nil }
        var identities: Set<String> = []
        for chunk in chunks.dropLast() {
            guard let scan = try? JSONScan(chunk), let choices = scan.member("choices", of: 0) else { return nil }
            identities.insert(
                ["id", "object", "created", "model"].map { name in
                    scan.member(name, of: 0).map(scan.string) ?? ""
                }.joined(separator: "|"))
            for choice in scan.children(of: choices) {
                if let delta = scan.member("delta", of: choice) { add(delta, of: choice, in: scan) }
            }
        }
        guard identities.count == 1, endings.count == 1 else { return nil }
    }

    /// Whether it says just that.
    func says(_ text: String, _ calls: [(name: String, arguments: String)]) -> Bool {
        self.text.utf8.elementsEqual(text.utf8) && names == calls.map(\.name)
            && zip(arguments, calls).allSatisfy { Self.isSame($0, $1.arguments) } && arguments.count == calls.count
            && endings == [calls.isEmpty ? "stop" : "tool_calls"]
    }

    private mutating func add(_ message: Int, of choice: Int, in scan: JSONScan) {
        if let content = scan.member("content", of: message), scan.nodes[content].kind == .string {
            text += scan.string(content)
        }
        if let reason = scan.member("finish_reason", of: choice), scan.nodes[reason].kind == .string {
            endings.append(scan.string(reason))
        }
        guard let calls = scan.member("tool_calls", of: message) else { return }
        for call in scan.children(of: calls) {
            guard let function = scan.member("function", of: call) else { continue }
            if let name = scan.member("name", of: function) {
                names.append(scan.string(name))
                arguments.append("")
            }
            if let piece = scan.member("arguments", of: function), !arguments.isEmpty {
                arguments[arguments.count - 1] += scan.string(piece)
            }
        }
    }

    /// Whether two JSON texts say the same, but for white space.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        guard let left = try? JSONScan(Array(left.utf8)), let right = try? JSONScan(Array(right.utf8)) else {
            return false
        }
        return left.leaves.map(left.string) == right.leaves.map(right.string)
    }
}
