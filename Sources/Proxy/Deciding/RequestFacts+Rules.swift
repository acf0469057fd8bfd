// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import JSONText
import Policy
import PrivacyCore
import Providers
import TextNormalization

extension RequestFacts {
    /// The same facts with what only rules ask for, where one does: most policies have none, and then nothing is read.
    ///
    /// - Parameters:
    ///   - keeps: whether what is counted is remembered for the conversation's next request.
    ///   - scope: of the conversation; asked for where quasi-identifiers are counted over it.
    func asked(
        by policy: PolicyEngine, of slots: [TextSlot], _ findings: [[Detection]], purpose: Purpose?,
        counts: QuasiIdentifierCounts, keeps: Bool = true, in scope: () -> Scope
    ) -> RequestFacts {
        var facts = self
        facts.purpose = purpose
        if policy.readsScripts {
            // Folded: invisible characters and other forms of letters hide no script.
            facts.scripts = slots.reduce(into: []) {
                $0.formUnion(TextScript.found(in: AnalyzedText.fold(Array($1.text.utf8))))
            }
        }
        if policy.countsQuasiIdentifiers {
            var values: [(type: EntityType, value: [UInt8])] = []
            for (slot, detections) in zip(slots, findings) {
                for detection in detections where policy.quasiIdentifiers.contains(detection.type) {
                    let value = AnalyzedText.fold(Array(slot.text.utf8[detection.span.range]))
                    values.append((detection.type, value))
                }
            }
            facts.quasiIdentifiers = counts.count(adding: values, in: scope(), keeps: keeps)
        }
        return facts
    }
}
