// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
package import Providers

/// Puts values back into a whole answer; what holds no token stays byte for byte (P7).
package struct ResponseRestorer: Sendable {
    /// What came of an answer.
    package struct Restored: Sendable, Equatable {
        package let body: [UInt8]
        package let counts: RestorationCounts
    }

    private let context: AnswerContext

    package init(_ context: AnswerContext) {
        self.context = context
    }

    /// The answer with its values. What would spell a token a second time (log probabilities) is taken out as soon as
    /// the request had tokens.
    package func restore(_ response: ParsedResponse) -> Restored {
        var counts = RestorationCounts()
        var edits = context.view.isEmpty ? [] : response.removals
        for slot in response.slots {
            if let edit = restore(slot, counts: &counts) { edits.append(edit) }
        }
        edits.sort { $0.range.lowerBound < $1.range.lowerBound }
        return Restored(body: JSONSplicer.apply(edits, to: response.body), counts: counts)
    }

    /// The edit that a text needs; `nil` for one that stays.
    func restore(_ slot: TextSlot, counts: inout RestorationCounts) -> JSONEdit? {
        guard slot.form != .number else { return nil }
        var restorer = context.restorer(for: slot)
        var step = restorer.consume(slot.text.utf8)
        step += restorer.finish()
        counts += step.counts
        return JSONEdit(rewriting: slot, as: step.output)
    }
}

extension JSONEdit {
    /// Writes a slot's new text, escaped for where it stands; `nil` if it is the text that is there.
    init?(rewriting slot: TextSlot, as text: [UInt8]) {
        guard text != slot.text.utf8 else { return nil }
        self.init(
            range: slot.text.sourceRange, replacement: JSONEscaper.escape(text, levels: slot.text.level))
    }
}
