// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A JSON text that is written and not read again: beside what `JSONValue` holds it has fractions, and parts of another text
/// that keep their spelling, numbers and escapes included.
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

extension JSONDraft {
    /// A string of this text.
    package static func string(_ text: String) -> JSONDraft { .text(Array(text.utf8)) }

    /// A probability with four decimals; what is outside 0 to 1 becomes the nearest of the two.
    package static func probability(_ value: Double) -> JSONDraft {
        let scaled = Int((min(max(value, 0), 1) * 10_000).rounded())
        let fraction = String(scaled % 10_000)
        let zeros = String(repeating: "0", count: 4 - fraction.utf8.count)
        return .copy(Array("\(scaled / 10_000).\(zeros)\(fraction)".utf8))
    }

    /// An object of counts, in the order of its names.
    package static func counts(_ counts: [String: Int]) -> JSONDraft {
        .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })
    }
}

extension JSONDraft: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) { self = .string(value) }
}

extension JSONScan {
    /// A value as it is spelled, a string with its quotes. Precondition: this is no scan of a nested text.
    package func copy(_ index: Int) -> JSONDraft { .copy(Array(bytes[nodes[index].literalRange])) }
}
