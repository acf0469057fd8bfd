// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Detectors
import JSONText
import PrivacyCore
import Providers
import Pseudonymization
import Telemetry
import Vault

/// `POST /v1/privacy/restore`: values back into texts, for whom they were taken from. It is a reveal outside any request's
/// grant, so its own record is durable before a value goes out.
extension DirectWork {
    /// How many of the scope's tokens, newest first, can be resolved: as many as a scope may have by default.
    private static let viewLimit = 100_000
    /// How much of a text is restored between two looks at the limits, in bytes.
    private static let portion = 64 * 1_024

    func restore() async throws(GatewayError) -> JSONDraft {
        let body = try DirectBody(call.body, members: ["text", "texts", "conversation", "case"])
        let texts = try body.texts()
        guard let scope = try namedScope(body) else {
            throw GatewayError(.invalidBody, "It needs the conversation in which the tokens were issued.")
        }
        let view: RestoreView
        do throws(VaultError) {
            view = RestoreView(
                try await gateway.vault.contents(of: scope, limit: Self.viewLimit),
                grammar: snapshot.restoreRules.cases == .off ? nil : snapshot.engine.grammar)
        } catch {
            throw GatewayError(error)
        }
        var restoration = Restoration()
        var restored: [JSONDraft] = []
        for slot in texts.parsed.slots { restored.append(try self.restored(slot, view, &restoration)) }
        let counts = restoration.counts
        journal.learn { event in
            event.count = counts.restored
            event.grant = .init(scope: scope, purpose: "direct", limit: RequestJournal.restoreLimit)
            event.restoration = .init(counts, bytesOut: restoration.bytes)
        }
        gateway.metrics.count(AuditEvent.Restoration(counts, bytesOut: restoration.bytes))
        return .object([
            texts.answer(restored, one: "text", many: "texts"), ("restored", .integer(counts.restored)),
            ("repaired", .integer(counts.repaired)), ("unknown", .integer(counts.unknown)),
            ("withheld", .integer(counts.withheld)),
        ])
    }

    /// What has come of a call's texts so far.
    private struct Restoration {
        var counts = RestorationCounts()
        var bytes = 0

        /// A value may be a thousand times as long as its token, so what grows is limited as it grows.
        mutating func add(_ step: StreamingRestorer.Step) throws(GatewayError) {
            counts += step.counts
            bytes += step.output.count
            guard counts.restored <= RequestJournal.restoreLimit, bytes <= RequestPipeline.answerLimit else {
                throw GatewayError(.scanLimit, "One call restores at most \(RequestJournal.restoreLimit) tokens.")
            }
        }
    }

    private func restored(
        _ slot: TextSlot, _ view: RestoreView, _ restoration: inout Restoration
    ) throws(GatewayError) -> JSONDraft {
        let text = slot.text.utf8
        var restorer = StreamingRestorer(view: view, rules: snapshot.restoreRules, source: .text)
        var output: [UInt8] = []
        for start in stride(from: 0, to: text.count, by: Self.portion) {
            let step = restorer.consume(Array(text[start..<min(text.count, start + Self.portion)]))
            try restoration.add(step)
            output += step.output
        }
        let last = restorer.finish()
        try restoration.add(last)
        return .text(output + last.output)
    }
}

extension AuditEvent.Restoration {
    fileprivate init(_ counts: RestorationCounts, bytesOut: Int) {
        self.init()
        restored = counts.restored
        unknown = counts.unknown
        withheld = counts.withheld
        repaired = counts.repaired
        declined = counts.declined
        self.bytesOut = bytesOut
    }
}
