// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// One text folded, its escape sequences read as what they stand for.
struct FoldedText {
    let utf8: [UInt8]
    /// The ways back, from `utf8` outward.
    let maps: [OffsetMap]
    /// Whether invisible characters that can spell text were removed.
    let mayHideText: Bool

    /// An escape sequence may stand for a part of another one (`%2531`, `&amp;#49;`) so often.
    private static let maximumDepth = 2

    /// `nil` if `text` is not valid UTF-8.
    init?(_ text: [UInt8]) {
        guard var fold = TextFolder.fold(text) else { return nil }
        var maps: [OffsetMap] = []
        if EscapeSequence.mayStand(in: text) {
            var unescaped = text
            while maps.count < Self.maximumDepth {
                let edits = EscapeSequence.edits(in: unescaped)
                if edits.isEmpty { break }
                let (next, map) = OffsetMap.making(edits, in: unescaped)
                unescaped = next
                maps.insert(map, at: 0)
            }
            if !maps.isEmpty {
                guard let again = TextFolder.fold(unescaped) else { return nil }
                fold = again
            }
        }
        utf8 = fold.folded
        self.maps = [fold.map] + maps
        mayHideText = fold.scan.mayHideText
    }
}
