// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
import PrivacyCore

/// The one spelling of a policy's meaning: a line for each thing that decides, sorted, so that two files that decide
/// alike have one digest, and a change of a class in the catalogue changes it too.
enum CanonicalPolicy {
    /// SHA-256 of the lines, hex.
    static func digest(
        id: String, scope: Scope.Kind, answer: PolicyDecision.AnswerRule, storage: ProviderStorage,
        padding: AnswerPadding, unknownPaths: UnknownPaths, thresholds: [EntityType: Double],
        defaultThreshold: Double, actions: ActionRules, routing: RoutingRules, catalog: EntityCatalog
    ) -> String {
        var lines = [
            "format zavesa.policy/v1", "id \(id)", "scope \(scope.rawValue)", "answer \(answer.rawValue)",
            "threshold default \(defaultThreshold)", "max_foreign_residual \(routing.maxForeignResidual.rawValue)",
        ]
        if storage == .forbid { lines.append("storage forbid") }
        if padding == .blocks { lines.append("padding blocks") }
        if unknownPaths == .scan { lines.append("unknown_paths scan") }
        lines += thresholds.map { "threshold \($0.key) \($0.value)" }
        lines += routing.home.countries.map { "home \($0)" }
        lines += routing.foreignUpstreams.map { "foreign \($0)" }
        if !routing.foreignUpstreams.isEmpty { lines += routing.gate.canonicalLines }
        for type in catalog.types {
            guard let descriptor = catalog[type] else { continue }
            let action = actions.action(for: type, descriptor).action
            let dataClass = descriptor.countedClass.rawValue
            lines.append("type \(type) \(dataClass) \(action.rawValue)")
        }
        let text = lines.sorted().joined(separator: "\n")
        return SHA256.hash(data: Array(text.utf8)).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
