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
        edits += response.cited.compactMap(context.view.edit)
        let signatures = Dictionary(
            response.signed.map { ($0.slot, $0.signature) }, uniquingKeysWith: { first, _ in first })
        let offsets = Dictionary(grouping: response.offsets, by: \.slot)
        for (index, slot) in response.slots.enumerated() {
            let (text, shifts) = text(of: slot, counts: &counts)
            edits += offsets[index]?.compactMap { $0.offset.edit(to: shifts.moved($0.offset.value)) } ?? []
            if let edit = JSONEdit(rewriting: slot, as: text) { edits.append(edit) }
            guard let seal = context.seal, let signature = signatures[index] else { continue }
            edits.append(
                JSONEdit(
                    rewriting: signature, as: seal.seal(signature.utf8, original: slot.text.utf8, restored: text)))
        }
        edits.sort { $0.range.lowerBound < $1.range.lowerBound }
        return Restored(body: JSONSplicer.apply(edits, to: response.body), counts: counts)
    }

    /// The edit that a text needs; `nil` for one that stays.
    func restore(_ slot: TextSlot, counts: inout RestorationCounts) -> JSONEdit? {
        JSONEdit(rewriting: slot, as: text(of: slot, counts: &counts).text)
    }

    private func text(
        of slot: TextSlot, counts: inout RestorationCounts
    ) -> (text: [UInt8], shifts: TextShifts) {
        guard slot.form != .number else { return (slot.text.utf8, TextShifts()) }
        var restorer = context.restorer(for: slot)
        var step = restorer.consume(slot.text.utf8)
        step += restorer.finish()
        counts += step.counts
        return (step.output, restorer.shifts)
    }
}

extension JSONEdit {
    /// Writes a slot's new text, escaped for where it stands; `nil` if it is the text that is there.
    init?(rewriting slot: TextSlot, as text: [UInt8]) {
        guard text != slot.text.utf8 else { return nil }
        self.init(rewriting: slot.text, as: text)
    }

    /// Writes a string's new text, escaped for where it stands.
    init(rewriting string: JSONDecodedString, as text: [UInt8]) {
        self.init(range: string.sourceRange, replacement: JSONEscaper.escape(text, levels: string.level))
    }
}
