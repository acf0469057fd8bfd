// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import Policy
import PrivacyCore
import TextNormalization

/// Writes what stands for values that nothing keeps and that are more than a fixed word: masked, generalised, invented or
/// hashed ones. The same value gets the same text everywhere in a request; what stands for what is forgotten with it.
///
/// Control: ZV-DEI-06
struct SubstituteWriter {
    private struct Key: Hashable {
        let type: EntityType
        let action: ProtectiveAction
        /// A person's mentions have one invented name.
        let value: Sensitive<[UInt8]>
    }

    private let catalog: EntityCatalog
    private let masks: MaskRules
    private let engine: DetectionEngine?
    private let hash: ValueHash?
    private let today: CalendarDay
    private let values: [SpelledValue]
    /// Made where something has to be looked at, which is seldom.
    private lazy var finder = RepeatFinder(values)
    private var made: [Key: [UInt8]?] = [:]
    private var drawn: Set<[UInt8]> = []

    /// How often an invented value is drawn until it is nobody's in this request.
    private static let mostDraws = 24

    init(
        _ plan: ReplacementPlan, catalog: EntityCatalog, masks: MaskRules, engine: DetectionEngine?, hash: ValueHash?,
        on today: CalendarDay = .today()
    ) {
        self.catalog = catalog
        self.masks = masks
        self.engine = engine
        self.hash = hash
        self.today = today
        values = plan.values
    }

    /// The text in the place of a value; `nil` where nothing says little enough of it, and it is redacted.
    mutating func text(for replacement: Replacement, label: TokenLabel) -> [UInt8]? {
        let value = replacement.origin
        let key = Key(
            type: replacement.type, action: replacement.action,
            value: replacement.action == .surrogate ? replacement.subject ?? value : value)
        if let known = made[key] { return known }
        let text = value.expose { make(replacement, of: $0, label: label) }
        made[key] = .some(text)
        return text
    }

    private mutating func make(_ replacement: Replacement, of value: [UInt8], label: TokenLabel) -> [UInt8]? {
        guard let descriptor = catalog[replacement.type], !descriptor.isSecret else { return nil }
        let canonical = descriptor.canonicalLabel
        let type = replacement.type
        switch replacement.action {
        case .hash: return hash?.mark(for: value, type: type, label: label)
        case .mask:
            let dataClass = descriptor.countedClass
            return harmless(
                Masking.masked(value, rule: masks.rule(for: type, in: dataClass), in: dataClass), beside: value)
        case .generalize:
            let folded = AnalyzedText.fold(value)
            return harmless(Generalizing.general(folded, label: canonical, engine: engine, on: today), beside: value)
        case .surrogate:
            guard let engine else { return nil }
            let surrogates = Surrogates(engine: engine)
            let folded = AnalyzedText.fold(value)
            for _ in 0..<Self.mostDraws {
                guard let text = surrogates.draw(for: folded, type: type, label: canonical) else { return nil }
                if harmless(text, beside: value) != nil, drawn.insert(text).inserted { return text }
            }
            return nil
        case .tokenize, .redact, .pass, .block: return nil
        }
    }

    /// A text that can be written into JSON at any level, and that holds no value which is to be replaced: the town of
    /// one address may be all of another.
    private mutating func harmless(_ text: [UInt8]?, beside value: [UInt8]) -> [UInt8]? {
        guard let text, !text.isEmpty, text != value else { return nil }
        let needsEscape = text.contains { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
        return !needsEscape && finder.find(in: text).isEmpty ? text : nil
    }
}
