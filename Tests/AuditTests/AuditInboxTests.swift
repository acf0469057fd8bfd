// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Testing

/// Control: ZV-AUD-01
@Suite("What waits to be written")
struct AuditInboxTests {
    private var inbox = AuditInbox<Int>(capacity: 8)

    /// With a writer that has written the first and rests.
    init() {
        _ = inbox.enter(0, .none)
        _ = inbox.nextBatch(upTo: 8)
        _ = inbox.nextBatch(upTo: 8)
    }

    @Test("where nobody is at work, what may lie has the writer look for it after a rest")
    mutating func starts() {
        inbox = AuditInbox(capacity: 8)
        #expect(inbox.enter(1, .mayLie).isRestingStart)
        #expect(inbox.hasRested(isLast: true) == .writes)
        #expect(inbox.nextBatch(upTo: 8) == [1])
    }

    @Test("and goes with what is written before that look")
    mutating func startsBesideCaller() {
        inbox = AuditInbox(capacity: 8)
        #expect(inbox.enter(1, .mayLie).isRestingStart)
        #expect(inbox.enter(2, .mayLead).led == [1, 2])
        #expect(inbox.callerWrote().entry.isWait)
        #expect(inbox.hasRested(isLast: false) == .restsOn)
    }

    @Test("what may lie wakes nobody, and goes with what is written next")
    mutating func lies() {
        #expect(inbox.enter(1, .mayLie).isWait)
        #expect(inbox.enter(2, .mayLie).isWait)
        #expect(inbox.enter(3, .mayLead).led == [1, 2, 3])
        #expect(inbox.callerWrote().entry.isWait)
    }

    @Test("or with the writer's next look, and the writer never ends before it")
    mutating func isLookedAt() {
        #expect(inbox.hasRested(isLast: false) == .restsOn)
        #expect(inbox.enter(1, .mayLie).isWait)
        #expect(inbox.hasRested(isLast: true) == .writes)
        #expect(inbox.nextBatch(upTo: 8) == [1])
        #expect(inbox.nextBatch(upTo: 8) == nil)
        #expect(inbox.hasRested(isLast: true) == .ends)
    }

    @Test("what comes while a caller writes is the writer's: at its next look, or at once where somebody waits for it")
    mutating func besideCaller() {
        #expect(inbox.enter(1, .mayLead).led == [1])
        #expect(inbox.enter(2, .mayLie).isWait)
        #expect(inbox.callerWrote().entry.isWait)
        #expect(inbox.enter(3, .mayLead).led == [2, 3])
        #expect(inbox.enter(4, .mayLie).isWait)
        #expect(inbox.enter(5, .none).isWait)
        #expect(inbox.callerWrote().entry.isWake)
        #expect(inbox.nextBatch(upTo: 8) == [4, 5])
    }

    @Test("a caller that outlasts the writer's rest has what lies written at once")
    mutating func outlasted() {
        #expect(inbox.enter(1, .mayLead).led == [1])
        #expect(inbox.enter(2, .mayLie).isWait)
        #expect(inbox.hasRested(isLast: true) == .ends)
        #expect(inbox.callerWrote().entry.isStart)
        #expect(inbox.nextBatch(upTo: 8) == [2])
    }

    @Test("somebody who waits wakes the writer for all that lies")
    mutating func wakes() {
        #expect(inbox.enter(1, .mayLie).isWait)
        #expect(inbox.enter(2, .none).isWake)
        #expect(inbox.hasRested(isLast: true) == .isWoken)
        #expect(inbox.nextBatch(upTo: 8) == [1, 2])
    }
}

extension AuditInbox.Entry {
    fileprivate var isWait: Bool { if case .waits = self { true } else { false } }
    fileprivate var isStart: Bool { if case .startsWriter = self { true } else { false } }
    fileprivate var isRestingStart: Bool { if case .startsRestingWriter = self { true } else { false } }
    fileprivate var isWake: Bool { if case .wakesWriter = self { true } else { false } }
    fileprivate var led: [Waiter]? { if case .leads(let batch) = self { batch } else { nil } }
}
