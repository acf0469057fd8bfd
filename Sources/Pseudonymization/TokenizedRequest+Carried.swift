// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

extension TokenizedRequest {
    /// The same request in another wire format: these bytes leave, so these are what the guard looks at.
    ///
    /// Where tokens and marks stand is found anew: wherever the very bytes stand that the tokeniser wrote. The guard checks
    /// each of them by the grammar as it does in any body. Numbers that policy let go are found where they stand as
    /// numbers, and so is the note. Nothing else is exempt: what goes back under a vendor's signature has no other wire format.
    package func carried(in body: [UInt8]) -> TokenizedRequest {
        var notes = notes
        notes.written = CarriedRanges.of(distinct(notes.written), in: body) { _ in true }
        notes.numbers = CarriedRanges.of(distinct(notes.numbers), in: body) { CarriedRanges.isWhole($0, in: body) }
        notes.told = CarriedRanges.of(distinct(notes.told), in: body) { _ in true }
        notes.unread = CarriedRanges.of(distinct(notes.unread), in: body) { _ in true }
        notes.returned = []
        return TokenizedRequest(request: request, body: body, replaced: replaced, view: view, notes: notes)
    }

    private func distinct(_ ranges: [Range<Int>]) -> [ArraySlice<UInt8>] { Array(Set(ranges.map { body[$0] })) }
}

/// Where byte strings stand in a text.
private enum CarriedRanges {
    /// Every place that `isWanted` takes, in order; of those that overlap the first, and of those that begin together
    /// the longest.
    static func of(
        _ strings: [ArraySlice<UInt8>], in text: [UInt8], where isWanted: (Range<Int>) -> Bool
    ) -> [Range<Int>] {
        guard !strings.isEmpty else { return [] }
        var found: [Range<Int>] = []
        AhoCorasick(strings).forEachMatch(in: text) { string, end in
            let range = end - strings[string].count..<end
            if isWanted(range) { found.append(range) }
        }
        found.sort { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) }
        var kept: [Range<Int>] = []
        for range in found where range.lowerBound >= kept.last?.upperBound ?? 0 { kept.append(range) }
        return kept
    }

    /// Whether a number ends where the range does, on both sides.
    static func isWhole(_ range: Range<Int>, in text: [UInt8]) -> Bool {
        let before = range.lowerBound > 0 ? text[range.lowerBound - 1] : 0x20
        let after = range.upperBound < text.count ? text[range.upperBound] : 0x20
        return numberEdges.contains(before) && numberEdges.contains(after)
    }

    /// What stands around a number in JSON.
    private static let numberEdges = Array(" \t\r\n,:[]{}".utf8)
}
