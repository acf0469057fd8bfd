// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A JSON string's text without its escapes, and the way back to the bytes it was read from.
///
/// For JSON inside a JSON string the two maps are joined: `source(of:)` always answers in bytes of the outermost text.
package struct JSONDecodedString: Sendable {
    /// The unescaped text: valid UTF-8.
    package let utf8: [UInt8]
    /// The bytes of the outermost text between the quotes.
    package let sourceRange: Range<Int>
    /// How many times a replacement must be escaped to stand here: 1 for a string of the outermost text, 2 for a
    /// string in JSON in such a string, and so on; 0 for a number.
    package let level: Int

    package init(utf8: [UInt8], sourceRange: Range<Int>, level: Int) {
        self.utf8 = utf8
        self.sourceRange = sourceRange
        self.level = level
    }

    /// The outermost bytes that a range of `utf8` was read from; whole escapes only.
    package func source(of range: Range<Int>) -> Range<Int> {
        sourceRange.lowerBound + range.lowerBound..<sourceRange.lowerBound + range.upperBound
    }
}
