// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Detectors
import JSONText
import Policy
import PrivacyCore
import Providers
import Telemetry

/// What of a decision goes to the audit record and to the metrics: counts, classes, rules; no text.
extension AuditEvent {
    mutating func learn(
        _ decision: PolicyDecision, _ findings: [[Detection]], bytesIn: Int, engine: DetectionEngine
    ) {
        var entities: [EntityType: Int] = [:]
        var actions: [String: Int] = [:]
        for (detections, chosen) in zip(findings, decision.actions) {
            for (detection, action) in zip(detections, chosen) {
                entities[detection.type, default: 0] += 1
                actions[action.rawValue, default: 0] += 1
            }
        }
        data = Data(
            inputClass: decision.inputClass, residualClass: decision.residualClass, hasSecret: decision.hasSecret,
            entities: entities, actions: actions, bytesIn: bytesIn)
        data?.unmasked = decision.unmasked
        policy = PolicyReference(id: decision.policyID, digest: decision.policyDigest, rules: decision.rules)
        detectorDigest = engine.digest
    }
}

extension GatewayMetrics {
    func count(
        _ decision: PolicyDecision, _ findings: [[Detection]], in slots: [TextSlot], at upstreams: [Upstream]
    ) {
        countEntities(decision, findings, in: slots)
        let outcome =
            switch decision.refusal {
            case nil: "allowed"
            case .blocked: "blocked"
            case .noLawfulRoute: "no_route"
            }
        if outcome == "no_route" { residencyDenied.add() }
        let country = decision.allowed.first.flatMap { id in upstreams.first { $0.id == id } }?.country.code ?? "none"
        decisions.add(1, decision.rules.last ?? "none", decision.inputClass.rawValue, country, outcome)
    }

    /// Counts what was found and done, where nothing is sent on.
    func countEntities(_ decision: PolicyDecision, _ findings: [[Detection]], in slots: [TextSlot]) {
        var isReplaced = false
        for ((detections, chosen), slot) in zip(zip(findings, decision.actions), slots) where !detections.isEmpty {
            let text = slot.text.utf8
            for (detection, action) in zip(detections, chosen) {
                isReplaced = isReplaced || action.replaces
                entities.add(
                    1, detection.type.rawValue, ScriptLabel.around(detection.span.range, in: text), action.rawValue,
                    detection.detector.rawValue)
            }
        }
        let check = decision.refusal == .blocked ? checks.rejected : isReplaced ? checks.masked : checks.allowed
        check.add()
    }
}

extension GatewayMetrics {
    func count(_ restoration: AuditEvent.Restoration) {
        let results = [
            ("ok", restoration.restored - restoration.repaired), ("case_fixed", restoration.repaired),
            ("unknown", restoration.unknown), ("withheld", restoration.withheld),
        ]
        for (result, count) in results where count > 0 { restored.add(Double(count), result) }
    }
}

extension GatewayError {
    /// `hasResidue` is whether the request itself holds such parts, and not only that an operator wants less looked for:
    /// the caller could do nothing about that.
    init(_ refusal: PolicyDecision.Refusal, hasResidue: Bool) {
        switch refusal {
        case .blocked: self.init(.policyBlocked)
        case .noLawfulRoute(becauseOfResidue: true) where hasResidue:
            self.init(
                .unsupportedContent,
                "It holds parts that cannot be read as text, and no upstream in the country serves it.")
        case .noLawfulRoute: self.init(.noRoute)
        }
    }
}
