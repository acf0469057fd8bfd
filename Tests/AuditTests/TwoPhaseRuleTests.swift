// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import PrivacyCore
import Testing

/// Control: ZV-EGR-02
@Suite("The two-phase rule")
struct TwoPhaseRuleTests {
    private static func findings(
        _ write: (AuditLog, RequestID) async throws -> Void
    ) async throws -> (report: VerificationReport, request: RequestID) {
        let folder = try TemporaryFolder()
        let request = Fixtures.request()
        let log = try await Fixtures.open(folder)
        try await write(log, request)
        let report = try AuditVerifier.verify(directory: folder.log)
        #expect(report.isIntact)
        return (report, request)
    }

    private static func expect(
        _ found: (report: VerificationReport, request: RequestID), _ rule: RuleFindings.Rule, at sequence: UInt64,
        _ location: SourceLocation = #_sourceLocation
    ) {
        let finding = RuleFindings.Finding(rule: rule, request: found.request.rawValue, sequence: sequence)
        #expect(found.report.violations.named == [finding], sourceLocation: location)
        #expect(!found.report.followsRules, sourceLocation: location)
    }

    @Test("one decision and one closing record are in order", arguments: [AuditCode.delivered, .failed, .cancelled])
    func inOrder(closing: AuditCode) async throws {
        let found = try await Self.findings { log, request in
            _ = try await log.record(Fixtures.decided(request))
            _ = try await log.record(Fixtures.closed(request, closing))
        }
        #expect(found.report.followsRules)
        #expect(found.report.openAtEnd.count == 0)
    }

    @Test("a refusal stands alone")
    func refusal() async throws {
        let found = try await Self.findings { log, request in
            var event = AuditEvent(code: .denied, outcome: .denied, tenant: .default, request: request)
            event.reason = .policyBlocked
            _ = try await log.record(event)
        }
        #expect(found.report.followsRules)
    }

    @Test("a request still open when the process stopped is an orphan; one open at the end may be at work")
    func orphan() async throws {
        let folder = try TemporaryFolder()
        let lost = Fixtures.request()
        try await Fixtures.open(folder).decide(lost)
        let log = try await Fixtures.open(folder)
        try await log.decide(Fixtures.request())
        let report = try AuditVerifier.verify(directory: folder.log)
        #expect(
            report.orphans.named == [RuleFindings.Finding(rule: .unclosed, request: lost.rawValue, sequence: 1)])
        #expect(report.openAtEnd.count == 1)
        #expect(report.isBeingWritten)
        #expect(report.followsRules)
    }

    @Test("a closing record without a decision is a violation")
    func closedUndecided() async throws {
        let found = try await Self.findings { log, request in
            _ = try await log.record(Fixtures.closed(request, restored: 0))
        }
        Self.expect(found, .closedUndecided, at: 1)
    }

    @Test("a second closing record is a violation")
    func closedTwice() async throws {
        let found = try await Self.findings { log, request in
            _ = try await log.record(Fixtures.decided(request))
            _ = try await log.record(Fixtures.closed(request))
            _ = try await log.record(Fixtures.closed(request, .cancelled))
        }
        Self.expect(found, .closedTwice, at: 3)
    }

    @Test("a second decision is a violation")
    func decidedTwice() async throws {
        let found = try await Self.findings { log, request in
            _ = try await log.record(Fixtures.decided(request))
            _ = try await log.record(Fixtures.decided(request))
            _ = try await log.record(Fixtures.closed(request))
        }
        Self.expect(found, .decidedTwice, at: 2)
    }

    @Test("a reroute without a decision is a violation")
    func reroutedUndecided() async throws {
        let found = try await Self.findings { log, request in
            var event = try Fixtures.decided(request)
            event.code = .rerouted
            _ = try await log.record(event)
        }
        Self.expect(found, .reroutedUndecided, at: 1)
    }

    @Test("restoring up to the grant is in order, one more is a violation", arguments: [(5, true), (6, false)])
    func grant(restored: Int, isAllowed: Bool) async throws {
        let found = try await Self.findings { log, request in
            _ = try await log.record(Fixtures.decided(request, limit: 5))
            _ = try await log.record(Fixtures.closed(request, restored: restored))
        }
        if isAllowed {
            #expect(found.report.followsRules)
        } else {
            Self.expect(found, .restoredBeyondGrant, at: 2)
        }
    }

    @Test("the grant of a reroute takes the place of the first")
    func reroutedGrant() async throws {
        let found = try await Self.findings { log, request in
            _ = try await log.record(Fixtures.decided(request, limit: 5))
            var event = try Fixtures.decided(request, limit: 9)
            event.code = .rerouted
            _ = try await log.record(event)
            _ = try await log.record(Fixtures.closed(request, restored: 9))
        }
        #expect(found.report.followsRules)
    }
}

extension AuditLog {
    fileprivate func decide(_ request: RequestID) async throws {
        _ = try await record(Fixtures.decided(request))
    }
}
