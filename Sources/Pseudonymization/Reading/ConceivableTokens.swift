// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Every token that could be issued under given labels: right length, right alphabet, right check character.
///
/// A caller's text that reads as one of these is tokenised as LITERAL. A label outside the list cannot be issued, so
/// an identifier such as `is_connected` stays as it is.
struct ConceivableTokens: TokenSpace, Sendable {
    struct Position {
        fileprivate var label: SortedSpellings.Position
        /// The characters after the underscore, last in the low byte.
        fileprivate var body: UInt64 = 0
        fileprivate var bodyCount = 0
        fileprivate var isChecked = false
    }

    /// Labels with their underscore.
    private let labels: SortedSpellings

    init(labels: some Sequence<TokenLabel>) {
        let unique = Set(labels.map { Array($0.text.utf8) + [UInt8(ascii: "_")] })
        self.labels = SortedSpellings(unique.sorted { $0.lexicographicallyPrecedes($1) })
    }

    var isEmpty: Bool { labels.spellings.isEmpty }
    var start: Position { Position(label: labels.start) }

    func advance(_ position: Position, by character: UInt8) -> Position? {
        var next = position
        guard labels.isComplete(position.label) else {
            guard let label = labels.advance(position.label, by: character) else { return nil }
            next.label = label
            return next
        }
        guard TokenGrammar.value(of: character) != nil, !position.isChecked else { return nil }
        guard position.bodyCount == TokenGrammar.bodyLength else {
            next.body = position.body << 8 | UInt64(character)
            next.bodyCount += 1
            return next
        }
        next.isChecked = check(of: position) == character
        return next.isChecked ? next : nil
    }

    func isComplete(_ position: Position) -> Bool { position.isChecked }

    private func check(of position: Position) -> UInt8 {
        let body = (0..<TokenGrammar.bodyLength).reversed()
            .map { UInt8(truncatingIfNeeded: position.body >> (8 * UInt64($0))) }
        return TokenGrammar.check(label: labels.spellings[position.label.low].dropLast(), body: body)
    }
}
