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

    /// The ways back, from `folded` outward: the fold's own, that of escapes, and those of texts this one is derived from.
    private let maps: [OffsetMap]
    /// Whether invisible characters that can spell text stand in `original`.
    private let mayHideText: Bool

    /// Folds a text. `nil` if `utf8` is not valid UTF-8.
    package init?(utf8: [UInt8], fieldName: [UInt8]? = nil) {
        guard let result = FoldedText(utf8) else { return nil }
        self.init(
            original: utf8, fold: result, outward: [], fieldName: fieldName.flatMap { FoldedText($0)?.utf8 })
    }

    private init(original: [UInt8], fold: FoldedText, outward: [OffsetMap], fieldName: [UInt8]?) {
        self.original = original
        folded = fold.utf8
        maps = fold.maps + outward
        mayHideText = fold.mayHideText
        self.fieldName = fieldName
    }

    /// Whether every byte of `folded` stands where it stands in `original`.
    package var keepsOffsets: Bool { maps.allSatisfy(\.changes.isEmpty) }

    /// The original bytes that a span of the folded text stands for.
    ///
    /// Invisible characters inside the span are included, those at its edges are not; marks over a letter belong to the
    /// letter, and an escape sequence is one character. Total and monotone: an offset inside a character counts as that character, one past the end as the end.
    package func originalSpan(of folded: ByteSpan) -> ByteSpan {
        maps.reduce(folded.clamped(to: self.folded.count)) { span, map in map.originalSpan(of: span) }
    }

    /// The smallest span of the folded text that stands for a span of the original; total and monotone.
    package func foldedSpan(of original: ByteSpan) -> ByteSpan {
        maps.reversed().reduce(original.clamped(to: self.original.count)) { span, map in map.foldedSpan(of: span) }
    }

    /// The folded form of a text alone, for word lists and values that are compared with `folded`.
    ///
    /// Bytes that are not valid UTF-8 are returned as they are.
    package static func fold(_ utf8: [UInt8]) -> [UInt8] {
        FoldedText(utf8)?.utf8 ?? utf8
    }
}

// MARK: - Other readings of the same bytes

extension AnalyzedText {
    /// The text with other bytes for stretches of `folded`, folded again; its spans are those of the same `original`.
    ///
    /// - Parameters:
    ///   - edits: valid UTF-8 for whole characters, in text order, not overlapping.
    ///   - keepsFieldName: whether the name of the field is evidence about the derived text, too.
    package func edited(by edits: [TextEdit], keepsFieldName: Bool = true) -> AnalyzedText? {
        let (text, map) = OffsetMap.making(edits, in: folded)
        guard let result = FoldedText(text) else { return nil }
        return AnalyzedText(
            original: original, fold: result, outward: [map] + maps, fieldName: keepsFieldName ? fieldName : nil)
    }

    /// The text with what invisible characters spell in their place, and where they stand in `original`; `nil` where they
    /// spell nothing, or where the text is a derived one.
    package func spellingOutHiddenText() -> (text: AnalyzedText, hidden: [ByteSpan])? {
        guard mayHideText else { return nil }
        let edits = HiddenText.edits(in: original)
        guard !edits.isEmpty else { return nil }
        let (text, map) = OffsetMap.making(edits, in: original)
        guard let result = FoldedText(text) else { return nil }
        let derived = AnalyzedText(original: original, fold: result, outward: [map], fieldName: fieldName)
        return (derived, edits.map(\.span))
    }
}

extension ByteSpan {
    /// The part of the span that lies in a text of `count` bytes.
    fileprivate func clamped(to count: Int) -> ByteSpan {
        ByteSpan(min(start, count), min(end, count))
    }
}
