// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Detectors
import JSONText
import Policy
import PrivacyCore
import Providers
import Telemetry
import Vault

/// One direct operation: the same engine, policy, vault and guard as for a request to a model, without the model.
struct DirectWork: Sendable {
    let call: DirectCall
    let gateway: Gateway
    let snapshot: GatewaySnapshot
    let journal: DirectJournal

    /// The answer's body. What was done is on the journal by then, and not yet on record.
    func run() async throws(GatewayError) -> [UInt8] {
        try gateway.seal.check()
        try snapshot.check(call.context.purpose)
        let purpose = call.context.purpose?.rawValue
        journal.learn { $0.purpose = purpose }
        if call.operation.searches { gateway.metrics.scannedBytes.add(Double(call.body.count)) }
        return try await gateway.scans.run(bytes: call.body.count) { () async throws(GatewayError) in
            let answer =
                switch call.operation {
                case .detect: try detect()
                case .tokenize: try await tokenize()
                case .restore: try await restore()
                case .preview: if let endpoint = call.dryRun { try await dryRun(of: endpoint) } else { try preview() }
                case .analyze: try analyze()
                case .anonymize: try anonymize()
                }
            return answer.bytes()
        }
    }

    /// What is found in texts of a body, or was when the caller sent them before.
    func findings(in slots: [TextSlot]) throws(GatewayError) -> [[Detection]] {
        try snapshot.engine.detect(in: slots, remembering: gateway.memory(of: call.caller, in: snapshot))
    }

    /// Decides on findings that go to no upstream: which place they might be sent to later is not known here.
    ///
    /// - Parameter counting: where quasi-identifiers are counted that rules ask for, and in which scope; a decision that is
    ///   only looked at counts nothing.
    func decide(
        on findings: [[Detection]], in slots: [TextSlot] = [], counting: Scope? = nil
    ) -> PolicyDecision {
        let facts = RequestFacts(
            tenant: call.caller.tenant, caller: call.caller.id, model: nil,
            hasResidue: snapshot.engine.depth != .full, candidates: [])
        return snapshot.policy.decide(findings, given: asked(facts, slots, findings, counting: counting))
    }

    /// The facts with what rules ask for.
    func asked(
        _ facts: RequestFacts, _ slots: [TextSlot], _ findings: [[Detection]], counting scope: Scope?
    ) -> RequestFacts {
        facts.asked(
            by: snapshot.policy, of: slots, findings, purpose: call.context.purpose,
            counts: scope == nil ? QuasiIdentifierCounts() : gateway.quasiIdentifiers
        ) {
            scope ?? gateway.scopes.tenantScope(call.caller.tenant)
        }
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
