// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// One rule of `policy.rules`: when it holds, and what then.
///
/// Rules are total and deterministic: a rule either holds or does not, whatever the request, and what holds is put
/// together in the file's order. Two kinds differ in what they may do, so that one finding more never relaxes a decision:
///
/// - a rule about who asks, and what for (callers, tenants, purposes, models), *sets* actions, stricter or weaker than
///   the policy's own; the first that names a type decides;
/// - a rule about content (class, types, quasi-identifiers, scripts) only makes them stricter, and what it makes stricter
///   opens no route: the residual class is that of the request without it.
///
/// Everything else (block, upstreams, foreign residual, answers) can only forbid.
///
/// It never changes; a class, because every request goes through all of them several times.
package final class PolicyRule: Sendable {
    /// A constant of the file, unique in it; in the audit as `rules.NAME`, never told to callers.
    package let name: String
    package let condition: RuleCondition
    package let effect: RuleEffect

    /// What stands in the audit.
    let auditName: String

    init(name: String, condition: RuleCondition, effect: RuleEffect) {
        self.name = name
        self.condition = condition
        self.effect = effect
        auditName = "rules.\(name)"
    }
}

extension PolicyRule: Equatable {
    package static func == (left: PolicyRule, right: PolicyRule) -> Bool {
        (left.name, left.condition, left.effect) == (right.name, right.condition, right.effect)
    }
}

/// When a rule holds: every part that is written has to.
package struct RuleCondition: Sendable, Equatable {
    /// The class of what was found is at least this.
    package var dataClass: DataClass?
    /// Of each of these types at least so many are found.
    package var types: [EntityType: Int] = [:]
    /// The conversation has shown at least so many different quasi-identifiers.
    package var quasiIdentifiers: Int?
    /// One of these scripts is in the texts.
    package var scripts: Set<TextScript> = []
    /// One of these stands for the name.
    package var callers: [NamePattern] = []
    package var tenants: [NamePattern] = []
    package var models: [NamePattern] = []
    /// The request names one of these purposes; `nil` in it: or none.
    package var purposes: Set<Purpose?> = []
    /// For upstreams in one of these countries, groups written out.
    package var countries: Set<Jurisdiction> = []

    /// The most that a rule may ask for, and that need be remembered of a conversation.
    package static let mostQuasiIdentifiers = 64

    /// Whether it depends on what the request says, and not only on who sends it.
    package var isAboutContent: Bool {
        dataClass != nil || !types.isEmpty || quasiIdentifiers != nil || !scripts.isEmpty
    }
}

/// What a rule does.
package struct RuleEffect: Sendable, Equatable {
    /// Which upstreams a rule leaves.
    package enum Upstreams: Sendable, Equatable {
        case only(Set<UpstreamID>)
        case except(Set<UpstreamID>)

        func allows(_ upstream: UpstreamID) -> Bool {
            switch self {
            case .only(let names): names.contains(upstream)
            case .except(let names): !names.contains(upstream)
            }
        }
    }

    package var blocks = false
    package var blocksAnswer = false
    package var upstreams: Upstreams?
    package var maxForeignResidual: DataClass?
    package var types: [EntityType: ProtectiveAction] = [:]
    package var specialCategory: ProtectiveAction?
    package var classes: [DataClass: ProtectiveAction] = [:]

    /// The action it names for a type, the most particular first; `nil` where it names none. Keys and credentials are
    /// named by their type alone, and what looks like a token comes back whatever a rule says.
    func action(for descriptor: EntityDescriptor) -> ProtectiveAction? {
        guard descriptor.type != .literal else { return nil }
        if let action = types[descriptor.type] { return action }
        guard !descriptor.isSecret else { return nil }
        if descriptor.isSpecialCategory, let specialCategory { return specialCategory }
        return classes[descriptor.dataClass]
    }
}

/// What a request is for: one of the names that `policy.purposes` declares.
package struct Purpose: RawRepresentable, Hashable, Sendable {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}
