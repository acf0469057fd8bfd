// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

extension PolicyCheck {
    /// The fallback is a weaker mode by what it is for; which, and to whom, is said aloud.
    static func unmaskingRemarks(_ engine: PolicyEngine) -> [Remark] {
        guard let fallback = engine.unmaskedFallback else { return [] }
        let types = engine.openedTypes(by: fallback)
        let names = fallback.upstreams.map(\.rawValue).sorted().joined(separator: ", ")
        guard !types.isEmpty || !engine.rules.isEmpty else {
            return [
                Remark(
                    weight: .idle, rule: UnmaskedFallback.rule,
                    text: "unmasked_fallback has no effect: nothing is replaced that may go unmasked")
            ]
        }
        return [
            Remark(
                weight: .weaker, rule: UnmaskedFallback.rule,
                text: "requests whose answers show that masking spoilt them go once more, unmasked, to \(names): "
                    + (types.isEmpty ? "what rules replace" : "\(types.count) types"))
        ]
    }
}
