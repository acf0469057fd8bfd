// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A JSON text put together from parts of another one: what is copied keeps its spelling, numbers and escapes included.
package indirect enum JSONDraft: Sendable {
    /// Members in the order they are written. Precondition of writing: no name twice.
    case object([(String, JSONDraft)])
    case array([JSONDraft])
    /// A string: UTF-8, escaped when it is written.
    case text([UInt8])
    /// A value of another text, byte for byte.
    case copy([UInt8])
    case integer(Int)
    case boolean(Bool)
    case null

    /// The text, without white space of our own.
    package func bytes() -> [UInt8] {
        var output: [UInt8] = []
        append(to: &output)
        return output
    }

    private func append(to output: inout [UInt8]) {
        switch self {
        case .object(let members):
            output.append(.openingBrace)
            for (index, member) in members.enumerated() {
                if index > 0 { output.append(.comma) }
                Self.append(member.0.utf8, to: &output)
                output.append(.colon)
                member.1.append(to: &output)
            }
            output.append(.closingBrace)
        case .array(let elements):
            output.append(.openingBracket)
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(.comma) }
                element.append(to: &output)
            }
            output.append(.closingBracket)
        case .text(let text): Self.append(text, to: &output)
        case .copy(let bytes): output.append(contentsOf: bytes)
        case .integer(let number): output.append(contentsOf: String(number).utf8)
        case .boolean(let truth): output.append(contentsOf: (truth ? "true" : "false").utf8)
        case .null: output.append(contentsOf: "null".utf8)
        }
    }

    private static func append(_ text: some Collection<UInt8>, to output: inout [UInt8]) {
        output.append(.quote)
        JSONEscaper.append(text, to: &output)
        output.append(.quote)
    }
}

extension JSONDraft: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) { self = .text(Array(value.utf8)) }
}

extension JSONScan {
    /// A value as it is spelled, a string with its quotes. Precondition: this is no scan of a nested text.
    package func copy(_ index: Int) -> JSONDraft { .copy(Array(bytes[nodes[index].literalRange])) }
}
