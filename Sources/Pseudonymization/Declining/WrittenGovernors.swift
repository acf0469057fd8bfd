// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Policy
import PrivacyCore
import Providers

/// The words that stand before the tokens of persons in a request, as it goes out, and want a case.
enum WrittenGovernors {
    /// By token: each that the request holds, with no words where none stands before it.
    ///
    /// - Parameters:
    ///   - tokens: what the values of persons become.
    ///   - isGovernor: whether a word wants a case.
    static func read(
        _ slots: [TextSlot], _ replacements: [[Replacement]], tokens: [ReplacedValue: Token],
        isGovernor: ([UInt8]) -> Bool
    ) -> [Token: Set<[UInt8]>] {
        var words: [Token: Set<[UInt8]>] = [:]
        // Tokens right behind a mark or another substitute, of which nobody here knows what it ends in.
        var unclear: Set<Token> = []
        for (slot, replacements) in zip(slots, replacements) where replacements.contains(where: { $0.type == .person })
        {
            var tracker = GovernorTracker()
            var start = 0
            var isBehindSubstitute = false
            for replacement in replacements {
                tracker.pass(slot.text.utf8[start..<replacement.span.start])
                start = replacement.span.end
                guard replacement.action == .tokenize else {
                    tracker.passBorder()
                    isBehindSubstitute = true
                    continue
                }
                let word = tracker.passToken(isPerson: replacement.type == .person)
                defer { isBehindSubstitute = false }
                let value = Sensitive(Array(slot.text.utf8[replacement.span.range]))
                guard replacement.type == .person,
                    let token = tokens[ReplacedValue(value: value, type: replacement.type)]
                else { continue }
                words[token, default: []].formUnion([word].compactMap(\.self).filter(isGovernor))
                if isBehindSubstitute, word == nil { unclear.insert(token) }
            }
        }
        return words.filter { !unclear.contains($0.key) }
    }
}
