// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import JSONText

/// A number in an answer that points into one of its texts, such as the end of a citation: an offset in code points of
/// the text as the model said it.
package struct TextOffset: Sendable {
    package let value: Int
    /// Where the number stands in the body.
    package let range: Range<Int>

    package init(value: Int, range: Range<Int>) {
        self.value = value
        self.range = range
    }

    /// The edit that writes another number; `nil` where it stays.
    package func edit(to offset: Int) -> JSONEdit? {
        offset == value ? nil : JSONEdit(range: range, replacement: Array(String(offset).utf8))
    }
}
