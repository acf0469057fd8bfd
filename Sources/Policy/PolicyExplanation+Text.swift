// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

extension PolicyExplanation {
    /// The explanation as plain text of a few aligned lines, without colour.
    package var text: String {
        var lines = [
            "policy \(decision.policyID), digest \(decision.policyDigest.prefix(12))",
            "in-country: \(home.names.map(\.code).joined(separator: ", "))", "",
        ]
        lines += findingLines
        lines += ["", "found: class \(decision.inputClass.rawValue)\(secretNote)"]
        lines.append("left after the actions: class \(decision.residualClass.rawValue)")
        lines += routeLines
        lines += ["", outcome] + unmaskedLines
        return lines.joined(separator: "\n") + "\n"
    }

    private var findingLines: [String] {
        var rows = findings.map { finding in
            ["\(finding.count) × \(finding.type)", Self.kind(finding), finding.action.rawValue, finding.rule]
        }
        if hasResidue { rows.append(["unreadable parts", "C3", "pass", "residue"]) }
        guard !rows.isEmpty else { return ["nothing found"] }
        return Self.table([["finding", "class", "action", "rule"]] + rows)
    }

    private var routeLines: [String] {
        guard !routes.isEmpty else { return [] }
        let rows = routes.map { route in
            [
                route.upstream.id.rawValue, route.upstream.country.code, route.isAllowed ? "allowed" : "not allowed",
                reason(of: route),
            ]
        }
        return [""] + Self.table([["upstream", "country", "", "rule"]] + rows)
    }

    private var secretNote: String { decision.hasSecret ? ", with a key or credential (counts as C4)" : "" }

    private var outcome: String {
        switch decision.refusal {
        case .blocked: "refused: the policy blocks what was found (pii_policy_blocked)"
        case .noLawfulRoute(becauseOfResidue: true):
            "refused: no in-country upstream for parts that cannot be read (unsupported_content)"
        case .noLawfulRoute(becauseOfResidue: false):
            "refused: no upstream may receive what is left (residency_no_route)"
        case nil: "goes to: \(decision.allowed.map(\.rawValue).joined(separator: ", then "))"
        }
    }

    private var unmaskedLines: [String] {
        guard let unmasked else { return [] }
        guard unmasked.refusal == nil else {
            return ["unmasked_fallback: no upstream of it may have this request unmasked"]
        }
        let types = unmasked.unmasked.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }
        return [
            "unmasked_fallback: where the answer shows that masking spoilt it, again to "
                + unmasked.allowed.map(\.rawValue).joined(separator: ", then "),
            "  with \(types.joined(separator: ", ")) in clear; left is then class \(unmasked.residualClass.rawValue)",
        ]
    }

    private func reason(of route: Route) -> String {
        switch route.rule {
        case "home": "home: in-country"
        case "foreign.upstreams": "foreign.upstreams: abroad and not named"
        case let rule where rule.hasPrefix("transfer."):
            TransferRefusal(rawValue: String(rule.dropFirst("transfer.".utf8.count))).map { "\(rule): \($0.words)" }
                ?? rule
        case let rule where rule.hasPrefix("rules."):
            "\(rule): \(isAbroad(route)), left is \(decision.residualClass.rawValue)"
        default:
            "\(route.rule): abroad, up to \(maxForeignResidual.rawValue), left is \(decision.residualClass.rawValue)"
        }
    }

    private func isAbroad(_ route: Route) -> String { route.isInCountry ? "in-country" : "abroad" }

    private static func kind(_ finding: Finding) -> String {
        if finding.isSecret { return "K" }
        return finding.isSpecialCategory ? "\(finding.dataClass.rawValue) special" : finding.dataClass.rawValue
    }

    /// Columns as wide as their widest cell; the last is not padded.
    private static func table(_ rows: [[String]]) -> [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in rows.map { $0[column].unicodeScalars.count }.max() ?? 0 }
        return rows.map { row in
            var line = "  "
            for (column, cell) in row.enumerated() {
                line += cell
                guard column < columns - 1 else { continue }
                line += String(repeating: " ", count: widths[column] - cell.unicodeScalars.count + 2)
            }
            return line
        }
    }
}
