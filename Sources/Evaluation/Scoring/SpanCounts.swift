// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What is counted for one label in one document, or summed over many.
package struct SpanCounts: Sendable, Equatable {
    package var gold = 0
    package var predicted = 0
    /// Predicted spans that stand exactly where a gold span of the label stands.
    package var exact = 0
    /// Gold spans that share a character with a predicted span of the label.
    package var goldHit = 0
    /// Predicted spans that share a character with a gold span of the label.
    package var predictedHit = 0
    /// Code points in gold spans.
    package var characters = 0
    /// Those of them that no predicted span covers.
    package var leaked = 0
    /// Gold spans of which nothing is covered.
    package var missed = 0
    /// Gold spans of which a character other than white space is not covered.
    package var exposed = 0
    /// Code points outside every gold span; in totals only.
    package var free = 0
    /// Those of them that predicted spans cover; in totals only.
    package var over = 0

    package init() {}

    /// Every count under the name that outside scorers use.
    package var named: [(name: String, count: Int)] {
        [
            ("gold", gold), ("pred", predicted), ("tp", exact), ("gold_hit", goldHit), ("pred_hit", predictedHit),
            ("chars", characters), ("leaked", leaked), ("missed", missed), ("exposed", exposed), ("free", free),
            ("over", over),
        ]
    }

    /// Adds the counts of another cell `weight` times.
    package mutating func add(_ other: Self, times weight: Int = 1) {
        gold += weight * other.gold
        predicted += weight * other.predicted
        exact += weight * other.exact
        goldHit += weight * other.goldHit
        predictedHit += weight * other.predictedHit
        characters += weight * other.characters
        leaked += weight * other.leaked
        missed += weight * other.missed
        exposed += weight * other.exposed
        free += weight * other.free
        over += weight * other.over
    }
}
