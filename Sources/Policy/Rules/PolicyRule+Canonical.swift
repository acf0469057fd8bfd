// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

extension PolicyRule {
    /// One spelling of the rule's meaning, its name included: the order of lists and keys in the file is no part of it.
    ///
    /// Names are operators' texts, so that each is written with its length: no two rules share a spelling.
    var canonical: String {
        "\(name) when \(condition.parts.joined(separator: " ")) then \(effect.parts.joined(separator: " "))"
    }
}

extension RuleCondition {
    fileprivate var parts: [String] {
        var parts: [String] = []
        if let dataClass { parts.append("class=\(dataClass.rawValue)") }
        parts += types.sorted { $0.key < $1.key }.map { "type=\($0.key):\($0.value)" }
        if let quasiIdentifiers { parts.append("quasi=\(quasiIdentifiers)") }
        parts += scripts.map { "script=\($0.rawValue)" }.sorted()
        parts += Self.named("caller", callers.map(\.text)) + Self.named("tenant", tenants.map(\.text))
        parts += Self.named("model", models.map(\.text))
        parts += Self.named("purpose", purposes.map { $0?.rawValue ?? "none" })
        parts += countries.sorted().map { "country=\($0.code)" }
        return parts
    }

    private static func named(_ key: String, _ names: [String]) -> [String] {
        Set(names).sorted().map { "\(key)=\($0.utf8.count):\($0)" }
    }
}

extension RuleEffect {
    fileprivate var parts: [String] {
        var parts: [String] = []
        if blocks { parts.append("block") }
        if blocksAnswer { parts.append("answer=block") }
        switch upstreams {
        case .only(let names): parts += ["only"] + Self.lengths(names)
        case .except(let names): parts += ["except"] + Self.lengths(names)
        case nil: break
        }
        if let maxForeignResidual { parts.append("max=\(maxForeignResidual.rawValue)") }
        if let specialCategory { parts.append("special=\(specialCategory.rawValue)") }
        parts += classes.sorted { $0.key < $1.key }.map { "\($0.key.rawValue)=\($0.value.rawValue)" }
        parts += types.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.rawValue)" }
        return parts
    }

    private static func lengths(_ names: Set<UpstreamID>) -> [String] {
        names.map(\.rawValue).sorted().map { "\($0.utf8.count):\($0)" }
    }
}
