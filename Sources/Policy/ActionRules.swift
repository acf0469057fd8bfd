// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// Which action a type gets, and the constant name of the rule that says so.
struct ActionRules: Sendable, Equatable {
    var secret: ProtectiveAction = .redact
    var specialCategory: ProtectiveAction = .pass
    /// C5 blocks whatever is written: it is not in this table.
    var classes: [DataClass: ProtectiveAction] = [
        .c0: .pass, .c1: .pass, .c2: .tokenize, .c3: .tokenize, .c4: .tokenize,
    ]
    var types: [EntityType: ProtectiveAction] = [:]
    var blockedTypes: Set<EntityType> = []
    var blockedClasses: Set<DataClass> = [.c5]

    /// The action for a type, the first rule that applies: blocked type, blocked class, text that looks like a token,
    /// the type's own action, keys and credentials, special category, class.
    func action(for type: EntityType, _ descriptor: EntityDescriptor?) -> (action: ProtectiveAction, rule: String) {
        guard let descriptor else {
            // A type no dictionary declares has no class: it is treated as the highest that may go at all.
            return type == .literal ? (.tokenize, "actions.literal") : (.tokenize, "actions.undeclared")
        }
        if blockedTypes.contains(type) { return (.block, "block.types") }
        let dataClass = descriptor.countedClass
        if blockedClasses.contains(dataClass) { return (.block, "block.classes") }
        if type == .literal { return (.tokenize, "actions.literal") }
        if let action = types[type] { return (action, "actions.types.\(type)") }
        if descriptor.isSecret { return (secret, "actions.secret") }
        if descriptor.isSpecialCategory { return (specialCategory, "actions.special_category") }
        return (classes[dataClass] ?? .block, "actions.classes.\(dataClass.rawValue)")
    }
}

extension EntityDescriptor {
    /// The class for thresholds: a key or credential counts as C4 (DESIGN §7a).
    package var countedClass: DataClass { isSecret ? max(dataClass, .c4) : dataClass }
}
