// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Counts one document, for each label that is scored in it and for all together.
struct DocumentScorer {
    /// The labels that are scored.
    let wanted: Set<SpanLabel>
    /// Whether only findings of scored labels cover characters.
    let isStrictCover: Bool

    /// The cells of the document; `all` is always among them.
    func counts(of document: GoldDocument) -> [SpanLabel: SpanCounts] {
        let gold = document.gold.filter { wanted.contains($0.label) }
        let predicted = document.predicted.filter { wanted.contains($0.label) }
        let cover = SpanUnion(isStrictCover ? predicted : document.predicted)
        var cells: [SpanLabel: SpanCounts] = [:]
        var total = SpanCounts()
        for label in Set((gold + predicted).map(\.label)) {
            let cell = Self.cell(
                gold.filter { $0.label == label }, predicted.filter { $0.label == label }, cover, document.text)
            cells[label] = cell
            total.add(cell)
        }
        // In the total a character in two spans of two labels is one character.
        let labeled = SpanUnion(gold)
        total.characters = labeled.count
        total.leaked = total.characters - labeled.shared(with: cover)
        let anyLabel = SpanUnion(document.gold)
        total.free = document.text.count - anyLabel.count
        total.over = cover.count - anyLabel.shared(with: cover)
        cells[.all] = total
        return cells
    }

    private static func cell(
        _ gold: [LabeledSpan], _ predicted: [LabeledSpan], _ cover: SpanUnion, _ text: CodePointText
    ) -> SpanCounts {
        let (goldUnion, predictedUnion) = (SpanUnion(gold), SpanUnion(predicted))
        let places = Set(gold)
        var cell = SpanCounts()
        cell.gold = gold.count
        cell.predicted = predicted.count
        cell.exact = predicted.count(where: places.contains)
        cell.goldHit = gold.count { predictedUnion.covered($0.range) > 0 }
        cell.predictedHit = predicted.count { goldUnion.covered($0.range) > 0 }
        cell.characters = goldUnion.count
        cell.leaked = cell.characters - goldUnion.shared(with: cover)
        cell.missed = gold.count { cover.covered($0.range) == 0 }
        cell.exposed = gold.count { cover.gaps(in: $0.range).contains(where: text.hasCharacters) }
        return cell
    }
}
