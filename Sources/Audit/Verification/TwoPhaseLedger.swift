// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Follows each request from its decision to its one closing record, in bounded memory.
///
///     ── decided ──▶ open ── rerouted ──▶ open ── delivered / failed / cancelled ──▶ closed
///
/// What is open when the process was started anew can no longer be closed: these are orphans.
struct TwoPhaseLedger {
    private struct OpenRequest {
        let sequence: UInt64
        /// How many tokens may be restored; `nil` without a grant.
        var limit: Int?
    }

    /// How many open and recently closed requests are remembered, and how many findings are named.
    static let mostRemembered = 100_000
    static let mostNamed = 100

    private var open: [String: OpenRequest] = [:]
    private var closed: Set<String> = []
    /// The closed requests in their order, a ring: the oldest is forgotten first.
    private var closedOrder: [String] = []
    private var oldestClosed = 0

    private(set) var orphans = RuleFindings()
    private(set) var violations = RuleFindings()

    /// Takes the next record.
    mutating func consume(_ record: AuditRecord) {
        if record.code == .logOpened, record.value("action")?.stringValue == RecordEncoder.opened {
            abandonOpenRequests()
        }
        guard let request = record.value("corr")?.stringValue else { return }
        let limit = record.value("grant", "limit")?.count
        switch record.code {
        case .decided: decide(request, limit, record)
        case .rerouted:
            guard open[request] != nil else { return violate(.reroutedUndecided, request, record) }
            if let limit { open[request]?.limit = limit }
        case let code where AuditCode.closing.contains(code): close(request, record)
        default: break
        }
    }

    /// The requests that were still open at the end of what was read: at work, or orphans of a stop.
    var openAtEnd: RuleFindings {
        var findings = RuleFindings()
        for (request, entry) in open.sorted(by: { $0.value.sequence < $1.value.sequence }) {
            findings.add(.unclosed, request: request, sequence: entry.sequence)
        }
        return findings
    }

    private mutating func decide(_ request: String, _ limit: Int?, _ record: AuditRecord) {
        guard open[request] == nil, !closed.contains(request) else { return violate(.decidedTwice, request, record) }
        guard open.count < Self.mostRemembered else { return violate(.tooManyOpen, request, record) }
        open[request] = OpenRequest(sequence: record.sequence, limit: limit)
    }

    private mutating func close(_ request: String, _ record: AuditRecord) {
        guard let entry = open.removeValue(forKey: request) else {
            return violate(closed.contains(request) ? .closedTwice : .closedUndecided, request, record)
        }
        remember(request)
        let restored = record.value("restore", "restored")?.count ?? 0
        if restored > entry.limit ?? 0 { violate(.restoredBeyondGrant, request, record) }
    }

    private mutating func remember(_ request: String) {
        closed.insert(request)
        guard closedOrder.count == Self.mostRemembered else { return closedOrder.append(request) }
        closed.remove(closedOrder[oldestClosed])
        closedOrder[oldestClosed] = request
        oldestClosed = (oldestClosed + 1) % closedOrder.count
    }

    private mutating func abandonOpenRequests() {
        for finding in openAtEnd.named { orphans.add(.unclosed, request: finding.request, sequence: finding.sequence) }
        orphans.addUnnamed(open.count - min(open.count, Self.mostNamed))
        open = [:]
    }

    private mutating func violate(_ rule: RuleFindings.Rule, _ request: String, _ record: AuditRecord) {
        violations.add(rule, request: request, sequence: record.sequence)
    }
}
