// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

extension JSONValue {
    /// The canonical bytes of RFC 8785: members in the order of their UTF-16 code units, no white space.
    ///
    /// Precondition: integers are `interoperableIntegers`, and no object has a name twice.
    package func canonicalBytes() -> [UInt8] {
        var output: [UInt8] = []
        appendCanonical(to: &output)
        return output
    }

    /// The bytes for people: members in the order they were given, two spaces a level, no newline at the end.
    package func prettyBytes() -> [UInt8] {
        var output: [UInt8] = []
        appendPretty(to: &output, indent: 0)
        return output
    }

    private func appendCanonical(to output: inout [UInt8]) {
        switch self {
        case .object(let members):
            let sorted = members.sorted { Self.precedes($0.0, $1.0) }
            output.append(.openingBrace)
            for (index, member) in sorted.enumerated() {
                if index > 0 {
                    precondition(
                        !member.0.utf16.elementsEqual(sorted[index - 1].0.utf16), "an object has no name twice")
                    output.append(.comma)
                }
                Self.append(member.0, to: &output)
                output.append(.colon)
                member.1.appendCanonical(to: &output)
            }
            output.append(.closingBrace)
        case .array(let elements):
            output.append(.openingBracket)
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(.comma) }
                element.appendCanonical(to: &output)
            }
            output.append(.closingBracket)
        default: appendScalar(to: &output)
        }
    }

    /// The order of UTF-16 code units. Below the surrogates, so in all of ASCII, that of bytes is the same.
    private static func precedes(_ left: String, _ right: String) -> Bool {
        if left.utf8.allSatisfy({ $0 < 0x80 }), right.utf8.allSatisfy({ $0 < 0x80 }) {
            return left.utf8.lexicographicallyPrecedes(right.utf8)
        }
        return left.utf16.lexicographicallyPrecedes(right.utf16)
    }

    private func appendPretty(to output: inout [UInt8], indent: Int) {
        switch self {
        case .object(let members) where !members.isEmpty:
            output.append(.openingBrace)
            for (index, member) in members.enumerated() {
                Self.newLine(after: index, indent: indent + 1, to: &output)
                Self.append(member.0, to: &output)
                output.append(contentsOf: [.colon, 0x20])
                member.1.appendPretty(to: &output, indent: indent + 1)
            }
            Self.newLine(after: 0, indent: indent, to: &output)
            output.append(.closingBrace)
        case .array(let elements) where !elements.isEmpty:
            output.append(.openingBracket)
            for (index, element) in elements.enumerated() {
                Self.newLine(after: index, indent: indent + 1, to: &output)
                element.appendPretty(to: &output, indent: indent + 1)
            }
            Self.newLine(after: 0, indent: indent, to: &output)
            output.append(.closingBracket)
        default: appendCanonical(to: &output)
        }
    }

    private func appendScalar(to output: inout [UInt8]) {
        switch self {
        case .string(let text): Self.append(text, to: &output)
        case .integer(let number):
            precondition(Self.interoperableIntegers.contains(number), "an integer every JSON reader agrees on")
            output.append(contentsOf: String(number).utf8)
        case .boolean(let truth): output.append(contentsOf: (truth ? "true" : "false").utf8)
        case .null, .object, .array: output.append(contentsOf: "null".utf8)
        }
    }

    private static func append(_ text: String, to output: inout [UInt8]) {
        output.append(.quote)
        JSONEscaper.append(text.utf8, to: &output)
        output.append(.quote)
    }

    /// A line break with indentation, after a comma where an element came before.
    private static func newLine(after count: Int, indent: Int, to output: inout [UInt8]) {
        if count > 0 { output.append(.comma) }
        output.append(0x0A)
        output.append(contentsOf: repeatElement(0x20, count: 2 * indent))
    }
}
