// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// What the fallback opens of one request: findings of a type that may go unmasked, where that holds for every type of a
/// finding that they took the place of, too. A link is in clear with the address in it.
///
/// Control: ZV-EGR-01
struct OpenedFindings {
    /// The types whose findings open.
    private let opened: Set<EntityType>
    /// The types that something else is done with than to let them pass.
    private let closed: Set<EntityType>

    /// - Parameter types: those of the findings, and those that they absorbed.
    init(
        _ fallback: UnmaskedFallback, types: some Sequence<EntityType>, catalog: EntityCatalog,
        action: (EntityType) -> ProtectiveAction
    ) {
        var opened: Set<EntityType> = []
        var closed: Set<EntityType> = []
        for type in types {
            let action = action(type)
            if fallback.opens(catalog[type], insteadOf: action) {
                opened.insert(type)
            } else if action != .pass {
                closed.insert(type)
            }
        }
        self.opened = opened
        self.closed = closed
    }

    /// Whether a finding goes in clear.
    func opens(_ detection: Detection) -> Bool {
        opened.contains(detection.type) && detection.absorbed.isDisjoint(with: closed)
    }

    /// How many findings of each type go in clear.
    func counts(in detections: [[Detection]]) -> [EntityType: Int] {
        detections.joined().reduce(into: [:]) { counts, detection in
            if opens(detection) { counts[detection.type, default: 0] += 1 }
        }
    }
}

extension ActionChoice {
    /// What becomes of a finding that the fallback opens.
    static let unmasked = ActionChoice(settled: .pass, action: .pass, rule: UnmaskedFallback.rule)
}
