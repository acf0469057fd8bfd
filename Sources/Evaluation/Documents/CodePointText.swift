// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What scoring needs to know of a text: how many code points it has and which of them are white space.
package struct CodePointText: Sendable {
    private let isSpace: [Bool]

    /// `utf8` is valid UTF-8.
    package init(utf8: [UInt8]) {
        isSpace = String(decoding: utf8, as: UTF8.self).unicodeScalars.map(Self.isWhiteSpace)
    }

    /// How many code points it has.
    package var count: Int { isSpace.count }

    /// How many runs of characters between white space it has.
    package var tokens: Int {
        var tokens = 0
        var isInside = false
        for space in isSpace {
            if !space, !isInside { tokens += 1 }
            isInside = !space
        }
        return tokens
    }

    /// The range without white space at both ends; `nil` if nothing is left. Precondition: the range is in the text.
    package func trimmed(_ range: Range<Int>) -> Range<Int>? {
        guard let first = range.first(where: { !isSpace[$0] }), let last = range.last(where: { !isSpace[$0] }) else {
            return nil
        }
        return first..<last + 1
    }

    /// Whether the range holds anything but white space.
    package func hasCharacters(in range: Range<Int>) -> Bool { isSpace[range].contains(false) }

    /// As Python's `str.isspace`: Unicode's white space and the four information separators.
    private static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
    }
}
