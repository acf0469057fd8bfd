// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// The one spelling of a policy's meaning: a line for each thing that decides, sorted, so that two files that decide
/// alike have one digest, and a change of a class in the catalogue changes it too.
enum CanonicalPolicy {
    /// SHA-256 of the lines, hex. What is not used adds no line, so that a policy keeps its digest when the format grows.
    static func digest(of policy: PolicyEngine) -> String {
        var lines = [
            "format zavesa.policy/v1", "id \(policy.id)", "scope \(policy.scope.rawValue)",
            "answer \(policy.answerRule.rawValue)", "threshold default \(policy.defaultThreshold)",
            "max_foreign_residual \(policy.routing.maxForeignResidual.rawValue)",
        ]
        if policy.storage == .forbid { lines.append("storage forbid") }
        if policy.padding == .blocks { lines.append("padding blocks") }
        if policy.unknownPaths == .scan { lines.append("unknown_paths scan") }
        lines += policy.thresholds.map { "threshold \($0.key) \($0.value)" }
        lines += policy.routing.home.countries.map { "home \($0)" }
        lines += policy.routing.foreignUpstreams.map { "foreign \($0)" }
        if !policy.routing.foreignUpstreams.isEmpty { lines += policy.gate.canonicalLines }
        lines += policy.purposes.map { "purpose \($0.rawValue)" }
        lines += policy.masks.lines
        if policy.countsQuasiIdentifiers { lines += policy.quasiIdentifiers.map { "quasi \($0)" } }
        if let fallback = policy.unmaskedFallback {
            lines += fallback.triggers.map { "unmasked when \($0.rawValue)" }
            lines += fallback.upstreams.map { "unmasked upstream \($0)" }
            lines += fallback.types?.map { "unmasked type \($0)" } ?? []
        }
        for (index, rule) in policy.rules.enumerated() { lines.append("rule \(index) \(rule.canonical)") }
        for type in policy.catalog.types {
            guard let descriptor = policy.catalog[type] else { continue }
            let action = policy.actions.action(for: type, descriptor).action
            let dataClass = descriptor.countedClass.rawValue
            lines.append("type \(type) \(dataClass) \(action.rawValue)")
        }
        let text = lines.sorted().joined(separator: "\n")
        return ContentDigest.hexadecimal(of: Array(text.utf8))
    }
}

extension MaskRules {
    fileprivate var lines: [String] {
        types.map { "mask \($0.key) \($0.value.first) \($0.value.last)" }
            + (fallback.map { ["mask default \($0.first) \($0.last)"] } ?? [])
    }
}
