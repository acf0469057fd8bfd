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
            // Most objects that are written come sorted.
            let isSorted = members.indices.dropFirst().allSatisfy { Self.precedes(members[$0 - 1].0, members[$0].0) }
            let sorted = isSorted ? members : members.sorted { Self.precedes($0.0, $1.0) }
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

    /// The order of UTF-16 code units. That of bytes is the same, except where a character from U+E000 on (its first byte is
    /// at least 0xEE) meets one beyond U+FFFF.
    private static func precedes(_ left: String, _ right: String) -> Bool {
        let (first, second) = (left.utf8.span, right.utf8.span)
        let common = min(first.count, second.count)
        for index in 0..<common where first[index] != second[index] {
            guard max(first[index], second[index]) < 0xEE else {
                return left.utf16.lexicographicallyPrecedes(right.utf16)
            }
            return first[index] < second[index]
        }
        return first.count < second.count
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
        JSONEscaper.append(text, to: &output)
        output.append(.quote)
    }

    /// A line break with indentation, after a comma where an element came before.
    private static func newLine(after count: Int, indent: Int, to output: inout [UInt8]) {
        if count > 0 { output.append(.comma) }
        output.append(0x0A)
        output.append(contentsOf: repeatElement(0x20, count: 2 * indent))
    }
}
