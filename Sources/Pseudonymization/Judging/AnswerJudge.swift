// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Detectors
import JSONText
package import Policy
package import PrivacyCore
package import Providers

/// Whether an answer shows that its task could not be done with masked values: a few rules that can be said in a sentence
/// each (`docs/policy.md`). An answer without any token shows nothing by that.
package struct AnswerJudge: Sendable {
    private let context: AnswerContext
    private let phrases: AnswerPhrases
    private let triggers: Set<UnmaskedTrigger>
    private let scan: PlaceholderScan
    private let request: ParsedRequest

    /// - Parameter decision: of the second run, whose types are the ones that matter.
    package init(
        _ context: AnswerContext, to request: ParsedRequest, unless decision: PolicyDecision,
        _ triggers: Set<UnmaskedTrigger>, catalog: EntityCatalog, phrases: AnswerPhrases
    ) {
        self.context = context
        self.phrases = phrases
        self.triggers = triggers
        self.request = request
        scan = PlaceholderScan(decision.unmasked.keys, catalog, phrases, view: context.view)
    }

    /// Judges a whole answer, as it came.
    package func trigger(of response: ParsedResponse) -> UnmaskedTrigger? {
        var tally = Tally()
        for slot in response.slots where slot.form != .number {
            var restorer = context.restorer(for: slot)
            var step = restorer.consume(slot.text.utf8)
            step += restorer.finish()
            tally.known += step.counts.restored + step.counts.withheld
            if slot.isSaid { add(slot.text.utf8, restored: step.output, to: &tally) }
        }
        return trigger(of: tally)
    }

    /// Judges texts of a streamed one, as they came, each whole or from its beginning.
    package func trigger(of texts: some Sequence<[UInt8]>) -> UnmaskedTrigger? {
        var tally = Tally()
        for text in texts {
            let step = StreamingRestorer.restore(text, view: context.view, rules: context.rules)
            tally.known += step.counts.restored + step.counts.withheld
            add(text, restored: step.output, to: &tally)
        }
        return trigger(of: tally)
    }

    private struct Tally {
        /// Tokens that came back, or that a rule left as they are.
        var known = 0
        var placeholders: [[UInt8]] = []
        var sayings: Set<AnswerPhrases.Saying> = []
    }

    private func add(_ text: [UInt8], restored: [UInt8], to tally: inout Tally) {
        tally.placeholders += scan.placeholders(in: restored)
        if let saying = phrases.saying(of: text) { tally.sayings.insert(saying) }
    }

    private func trigger(of tally: Tally) -> UnmaskedTrigger? {
        if triggers.contains(.refusal), tally.sayings.contains(.refused) { return .refusal }
        guard triggers.contains(.tokensLost), !context.view.isEmpty else { return nil }
        if tally.known == 0, tally.sayings.contains(.missing) { return .tokensLost }
        guard tally.placeholders.count > tally.known else { return nil }
        // What the caller wrote by itself, such as a form with «[name]» in it, is no loss where it comes back.
        let own = Set(request.slots.flatMap { scan.placeholders(in: $0.text.utf8) })
        return tally.placeholders.count { !own.contains($0) } > tally.known ? .tokensLost : nil
    }
}

extension TextSlot {
    /// Whether it is what the model says to its reader. Models think aloud about placeholders and do the task all the same.
    fileprivate var isSaid: Bool {
        form == .free && origin == .text && !["reasoning", "reasoning_content", "thinking"].contains(fieldName)
    }
}
