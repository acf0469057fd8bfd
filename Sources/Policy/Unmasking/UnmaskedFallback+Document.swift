// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import StrictYAML

extension UnmaskedFallback {
    /// Reads `policy.unmasked_fallback`. Throws for a type that may not go unmasked, and for one that the policy itself
    /// treats in a way that nothing undoes: who names it means something else than what would happen.
    init(_ node: YAMLNode, actions: ActionRules, catalog: EntityCatalog) throws(DocumentError) {
        let keys = try node.mapping(keys: ["when", "upstreams", "types"])
        triggers = try Self.triggers(keys.optional("when"))
        let named = try keys.required("upstreams")
        var upstreams: Set<UpstreamID> = []
        for element in try named.elements() { upstreams.insert(UpstreamID(rawValue: try element.string())) }
        guard !upstreams.isEmpty else {
            throw named.error(.missingKey, "expected names of upstreams in the country, as upstreams: [local]")
        }
        self.upstreams = upstreams
        types = try keys.optional("types").map { (node) throws(DocumentError) in
            try Self.types(node, actions, catalog)
        }
    }

    private static func triggers(_ node: YAMLNode?) throws(DocumentError) -> Set<UnmaskedTrigger> {
        guard let node else { return Set(UnmaskedTrigger.allCases) }
        var triggers: Set<UnmaskedTrigger> = []
        for element in try node.elements() {
            let name = try element.string()
            guard let trigger = UnmaskedTrigger(rawValue: name) else {
                let names = UnmaskedTrigger.allCases.map(\.rawValue)
                throw element.error(
                    .invalidValue, "no such sign of an answer; \(YAMLNode.suggestion(for: name, among: names))")
            }
            triggers.insert(trigger)
        }
        guard !triggers.isEmpty else {
            throw node.error(.missingKey, "expected tokens_lost, refusal or both; without the key it is both")
        }
        return triggers
    }

    private static func types(
        _ node: YAMLNode, _ actions: ActionRules, _ catalog: EntityCatalog
    ) throws(DocumentError) -> Set<EntityType> {
        var types: Set<EntityType> = []
        for element in try node.elements() {
            let descriptor = try ActionRules.descriptor(try element.string(), at: element, in: catalog)
            guard mayOpen(descriptor) else {
                throw element.error(
                    .invalidValue,
                    "\(descriptor.type) never goes unmasked: keys and credentials, secrets of state or "
                        + "trade, and text that looks like a token do not")
            }
            let action = actions.action(for: descriptor.type, descriptor).action
            guard opened.contains(action) || action == .pass else {
                throw element.error(
                    .invalidValue,
                    "the policy says \(action.rawValue) for \(descriptor.type), and nothing undoes that: only tokenize, "
                        + "surrogate and generalize are left out")
            }
            types.insert(descriptor.type)
        }
        guard !types.isEmpty else {
            throw node.error(.missingKey, "expected types; without the key all go that may")
        }
        return types
    }
}
