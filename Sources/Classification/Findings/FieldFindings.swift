// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// A column of a table or a key of JSON, and the entity type its values support best.
package struct FieldLabel: Sendable, Equatable {
    /// The header or key; `nil` if there is none or it may itself hold personal data.
    package let name: String?
    /// Its place, 1 for the first.
    package let position: Int
    /// `nil` if no type has enough support.
    package let type: EntityType?
    /// Values with a finding of the type, and values that are not empty.
    package let supporting: Int
    package let filled: Int
}

/// What was found in one column or under one key.
struct FieldFindings {
    /// The folded name, which is evidence for the detectors; `nil` for a column without header.
    let name: [UInt8]?
    /// Whether the name may be shown.
    let isNameShown: Bool
    private var filled = 0
    private var support: [EntityType: Support] = [:]

    /// Values in which a type was found: at all, with context, with a checksum.
    private struct Support {
        var any = 0
        var contextual = 0
        var validated = 0
    }

    /// Shares of the filled values from which on a type labels a field (compliance §4.2): any finding, findings with a
    /// context word or a telling field name, findings with a checksum.
    private static let least = (any: 0.30, contextual: 0.10, validated: 0.05)

    init(name: [UInt8]?, isNameShown: Bool) {
        self.name = name
        self.isNameShown = isNameShown
    }

    /// Notes one value, which is not empty, with what was found in it.
    mutating func add(_ detections: [Detection]) {
        filled += 1
        var strongest: [EntityType: EvidenceStrength] = [:]
        for detection in detections {
            strongest[detection.type] = max(strongest[detection.type] ?? .lexical, detection.strength)
        }
        for (type, strength) in strongest {
            support[type, default: Support()].any += 1
            if strength >= .contextual { support[type, default: Support()].contextual += 1 }
            if strength >= .validated { support[type, default: Support()].validated += 1 }
        }
    }

    func label(position: Int) -> FieldLabel {
        let best = support.filter { isEnough($0.value) }.max { ($0.value.any, $1.key) < ($1.value.any, $0.key) }
        return FieldLabel(
            name: isNameShown ? name.map { String(decoding: $0, as: UTF8.self) } : nil, position: position,
            type: best?.key, supporting: best?.value.any ?? 0, filled: filled)
    }

    private func isEnough(_ support: Support) -> Bool {
        func share(_ count: Int) -> Double { Double(count) / Double(max(1, filled)) }
        return share(support.any) >= Self.least.any || share(support.contextual) >= Self.least.contextual
            || share(support.validated) >= Self.least.validated
    }
}
