// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Policy
import PrivacyCore
import Providers
import Vault

/// What will be replaced in a request, before anything is: a pure function of detections and decision.
struct ReplacementPlan: Sendable {
    /// For each slot its replacements, in text order, without overlaps.
    let replacements: [[Replacement]]
    /// The values that must not leave in any spelling.
    let values: [SpelledValue]
    /// What must not leave, as detected.
    let replaced: [ReplacedValue]
    /// Values that policy leaves in clear.
    let passed: [Sensitive<[UInt8]>]

    /// Nothing is replaced in the slots of `kept`.
    ///
    /// Precondition of the spans: each lies in its slot's text; `inconsistent` is thrown otherwise.
    init(
        slots: [TextSlot], detections: [[Detection]], actions: [[ProtectiveAction]], catalog: EntityCatalog,
        literals: LiteralFinder, kept: Set<Int> = []
    ) throws(PseudonymizationError) {
        let found = try Self.detected(slots: slots, detections: detections, actions: actions)
        let detected = found.replacements
        let unique = Self.unique(detected, in: slots)
        let spelled = unique.compactMap { value in
            value.value.expose { SpelledValue($0, type: value.type, isSecret: catalog[value.type]?.isSecret ?? false) }
        }
        // Repeats take type, subject and action of the first detection with that value.
        let sources = Self.sources(of: spelled, in: detected, slots: slots)
        let run = spelled.isEmpty ? 0 : slots.lazy.map { Base64Run.longest(in: $0.text.utf8) }.max() ?? 0
        let finder = RepeatFinder(spelled, run: run)
        replacements = slots.indices.map { index in
            guard slots[index].form != .number, !kept.contains(index) else { return [] }
            let text = slots[index].text.utf8
            let repeats = finder.find(in: text).map { repeated in
                var replacement = sources[repeated.value]
                replacement.span = ByteSpan(repeated.range)
                replacement.reason = .repeated
                return replacement
            }
            let merged = Replacement.merged(detected[index] + repeats)
            let all = Replacement.merged(merged + literals.find(in: text, between: merged))
            return slots[index].form == .identifier ? Self.whole(all, of: text) : all
        }
        values = spelled
        replaced = unique
        passed = found.passed
    }

    /// The vault entries needed, each value and type once, in the order of first use.
    func entries(in slots: [TextSlot], catalog: EntityCatalog) throws(PseudonymizationError) -> [VaultEntry] {
        var entries: [VaultEntry] = []
        var seen: Set<ReplacedValue> = []
        for (slot, replacements) in zip(slots, replacements) {
            for replacement in replacements where replacement.action == .tokenize {
                let value = Sensitive(Array(slot.text.utf8[replacement.span.range]))
                guard seen.insert(ReplacedValue(value: value, type: replacement.type)).inserted else { continue }
                let label = try Self.label(of: replacement.type, in: catalog)
                entries.append(
                    VaultEntry(value: value, type: replacement.type, label: label, subject: replacement.subject))
            }
        }
        return entries
    }

    /// The label of a type's tokens and marks.
    static func label(of type: EntityType, in catalog: EntityCatalog) throws(PseudonymizationError) -> TokenLabel {
        if type == .literal { return .literal }
        guard let label = catalog[type]?.label else { throw PseudonymizationError(code: .unknownType) }
        return label
    }

    private static func detected(
        slots: [TextSlot], detections: [[Detection]], actions: [[ProtectiveAction]]
    ) throws(PseudonymizationError) -> (replacements: [[Replacement]], passed: [Sensitive<[UInt8]>]) {
        guard detections.count == slots.count, actions.count == slots.count else {
            throw PseudonymizationError(code: .inconsistent)
        }
        var all: [[Replacement]] = []
        var passed: [Sensitive<[UInt8]>] = []
        for (index, slot) in slots.enumerated() {
            guard detections[index].count == actions[index].count else {
                throw PseudonymizationError(code: .inconsistent)
            }
            var replacements: [Replacement] = []
            for (detection, action) in zip(detections[index], actions[index]) {
                guard detection.span.end <= slot.text.utf8.count else {
                    throw PseudonymizationError(code: .inconsistent)
                }
                switch action {
                case .block: throw PseudonymizationError(code: .blocked)
                case .pass: passed.append(Sensitive(Array(slot.text.utf8[detection.span.range])))
                case .tokenize, .redact, .mask, .generalize, .surrogate, .hash:
                    // A number cannot be spliced: policy treats it as residue (DESIGN §2.1).
                    guard slot.form != .number, !detection.span.isEmpty else { continue }
                    replacements.append(
                        Replacement(
                            span: detection.span, type: detection.type, subject: detection.subject,
                            action: action, reason: .detected,
                            origin: Sensitive(Array(slot.text.utf8[detection.span.range]))))
                }
            }
            all.append(Replacement.merged(replacements))
        }
        return (all, passed)
    }

    private static func unique(_ detected: [[Replacement]], in slots: [TextSlot]) -> [ReplacedValue] {
        var values: [ReplacedValue] = []
        var seen: Set<ReplacedValue> = []
        for (slot, replacements) in zip(slots, detected) {
            for replacement in replacements where replacement.type != .literal {
                let bytes = Array(slot.text.utf8[replacement.span.range])
                let value = ReplacedValue(value: Sensitive(bytes), type: replacement.type)
                if seen.insert(value).inserted { values.append(value) }
            }
        }
        return values
    }

    private static func sources(
        of values: [SpelledValue], in detected: [[Replacement]], slots: [TextSlot]
    ) -> [Replacement] {
        var byValue: [ReplacedValue: Replacement] = [:]
        for (slot, replacements) in zip(slots, detected) {
            for replacement in replacements {
                let bytes = Array(slot.text.utf8[replacement.span.range])
                let key = ReplacedValue(value: Sensitive(bytes), type: replacement.type)
                if let known = byValue[key], known.action.strictness >= replacement.action.strictness { continue }
                byValue[key] = replacement
            }
        }
        return values.compactMap { byValue[ReplacedValue(value: Sensitive($0.original), type: $0.type)] }
    }

    /// In an identifier the whole name is one value: a bare token beside other letters would read two ways.
    private static func whole(_ replacements: [Replacement], of text: [UInt8]) -> [Replacement] {
        guard let first = replacements.first else { return [] }
        let all = replacements.map { part in
            var part = part
            part.span = ByteSpan(0, text.count)
            return part
        }
        return Replacement.merged([first] + all)
    }
}
