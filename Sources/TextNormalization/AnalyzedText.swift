// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// One text, folded once, with the way back to the client's bytes.
///
/// Detectors read `folded`; every finding is reported in offsets of `original`. What the fold does is listed in
/// `FoldRules` and `LookalikeResolver`; letters keep their case.
package struct AnalyzedText: Sendable {
    /// The client's own UTF-8, unchanged.
    package let original: [UInt8]
    /// The scan text: valid UTF-8, a restricted fold of `original` (DESIGN §4).
    package let folded: [UInt8]
    /// The name of the field the text stands in (`passport_number`, a CSV header), folded the same way; evidence.
    ///
    /// `nil` also for a name that is not valid UTF-8: it is no evidence.
    package let fieldName: [UInt8]?

    private let map: OffsetMap

    /// Folds a text. `nil` if `utf8` is not valid UTF-8.
    package init?(utf8: [UInt8], fieldName: [UInt8]? = nil) {
        guard let result = TextFolder.fold(utf8) else { return nil }
        original = utf8
        folded = result.folded
        map = result.map
        self.fieldName = fieldName.flatMap { TextFolder.fold($0)?.folded }
    }

    /// Whether every byte of `folded` stands where it stands in `original`.
    package var keepsOffsets: Bool { map.changes.isEmpty }

    /// The original bytes that a span of the folded text stands for.
    ///
    /// Invisible characters inside the span are included, those at its edges are not; marks over a letter belong to the
    /// letter. Total and monotone: an offset inside a character counts as that character, one past the end as the end.
    package func originalSpan(of folded: ByteSpan) -> ByteSpan {
        map.originalSpan(of: folded.clamped(to: self.folded.count))
    }

    /// The smallest span of the folded text that stands for a span of the original; total and monotone.
    package func foldedSpan(of original: ByteSpan) -> ByteSpan {
        map.foldedSpan(of: original.clamped(to: self.original.count))
    }

    /// The folded form of a text alone, for word lists and values that are compared with `folded`.
    ///
    /// Bytes that are not valid UTF-8 are returned as they are.
    package static func fold(_ utf8: [UInt8]) -> [UInt8] {
        TextFolder.fold(utf8)?.folded ?? utf8
    }
}

extension ByteSpan {
    /// The part of the span that lies in a text of `count` bytes.
    fileprivate func clamped(to count: Int) -> ByteSpan {
        ByteSpan(min(start, count), min(end, count))
    }
}
