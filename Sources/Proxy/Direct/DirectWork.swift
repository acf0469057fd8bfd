// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Detectors
import JSONText
import Policy
import PrivacyCore
import Telemetry

/// One direct operation: the same engine, policy, vault and guard as for a request to a model, without the model.
struct DirectWork: Sendable {
    let call: DirectCall
    let gateway: Gateway
    let snapshot: GatewaySnapshot
    let journal: DirectJournal

    /// The answer's body. What was done is on the journal by then, and not yet on record.
    func run() async throws(GatewayError) -> [UInt8] {
        if call.operation.searches { gateway.metrics.scannedBytes.add(Double(call.body.count)) }
        return try await gateway.scans.run(bytes: call.body.count) { () async throws(GatewayError) in
            let answer =
                switch call.operation {
                case .detect: try detect()
                case .tokenize: try await tokenize()
                case .restore: try await restore()
                case .preview: try preview()
                case .analyze: try analyze()
                case .anonymize: try anonymize()
                }
            return answer.bytes()
        }
    }

    /// Decides on findings that go to no upstream: which place they might be sent to later is not known here.
    func decide(on findings: [[Detection]]) -> PolicyDecision {
        let facts = RequestFacts(
            tenant: call.caller.tenant, caller: call.caller.id, model: nil,
            hasResidue: snapshot.engine.depth != .full, candidates: [])
        return snapshot.policy.decide(findings, given: facts)
    }

    /// Puts on the journal what was looked at and found, where nothing was done about it.
    func learn(found findings: [[Detection]]) {
        let decision = decide(on: findings)
        journal.learn { event in
            event.learn(decision, findings, bytesIn: call.body.count, engine: snapshot.engine)
            event.data?.residualClass = decision.inputClass
            event.data?.actions = [:]
            event.policy = nil
        }
    }
}
