// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Policy
import PrivacyCore
import Providers

/// The words that stand before the tokens of persons in a request, as it goes out.
enum WrittenGovernors {
    /// By token; one with no word before it is not in there.
    ///
    /// - Parameter tokens: what the values of persons become.
    static func read(
        _ slots: [TextSlot], _ replacements: [[Replacement]], tokens: [ReplacedValue: Token]
    ) -> [Token: Set<[UInt8]>] {
        var words: [Token: Set<[UInt8]>] = [:]
        for (slot, replacements) in zip(slots, replacements) where replacements.contains(where: { $0.type == .person })
        {
            var tracker = GovernorTracker()
            var start = 0
            for replacement in replacements {
                tracker.pass(slot.text.utf8[start..<replacement.span.start])
                start = replacement.span.end
                guard replacement.action == .tokenize else {
                    tracker.passBorder()
                    continue
                }
                let word = tracker.passToken()
                guard let word, replacement.type == .person else { continue }
                let value = Sensitive(Array(slot.text.utf8[replacement.span.range]))
                if let token = tokens[ReplacedValue(value: value, type: replacement.type)] {
                    words[token, default: []].insert(word)
                }
            }
        }
        return words
    }
}
