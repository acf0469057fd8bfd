// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
import Testing

@Suite struct FailureTests {
    @Test func oneAddressIsToldToWaitAndAnotherIsNot() {
        var throttle = FailureThrottle(limit: 3)
        let (loud, quiet) = (PeerAddress("192.0.2.1"), PeerAddress("192.0.2.2"))
        let answers = (0..<5).map { _ in throttle.isOverLimit(after: loud, at: 60) }
        #expect(answers == [false, false, false, true, true])
        let other = throttle.isOverLimit(after: quiet, at: 60)
        let later = throttle.isOverLimit(after: loud, at: 120)
        #expect(!other && !later)
    }

    /// Whoever has many addresses finds the table full, and not the memory.
    @Test func addressesBeyondTheTableAreCountedTogether() {
        var throttle = FailureThrottle(limit: 3, capacity: 2)
        let answers = (0..<8).map { throttle.isOverLimit(after: PeerAddress("192.0.2.\($0)"), at: 0) }
        #expect(answers == [false, false, false, false, false, true, true, true])
    }

    @Test(arguments: [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::1", true), ("2001:db8:1:2::1", "2001:db8:1:3::1", false),
        ("2001:db8::1", "2001:db8::2", true), ("::1", "::2", true), ("::ffff:192.0.2.1", "192.0.2.1", true),
        ("192.0.2.1", "192.0.2.11", false),
    ])
    func aNetworkIsOneCustomer(one: String, other: String, isSame: Bool) {
        #expect((PeerAddress(one) == PeerAddress(other)) == isSame)
    }

    /// Every failure is in some record's number, and there are few records.
    @Test func aFloodOfFailuresIsAFewRecordsThatStandForAll() {
        var ledger = FailureLedger(limit: 10)
        var records: [Int] = []
        for now in 0..<180 {
            for _ in 0..<100 { if let count = ledger.note(at: Int64(now)) { records.append(count) } }
        }
        records.append(ledger.flush(at: 180))
        #expect(records.reduce(0, +) == 18_000)
        #expect(records.count <= 31)
        let rest = ledger.flush(at: 240)
        #expect(rest == 0)
    }

    @Test func theLastAccountsAreWrittenWithinTheMinute() {
        var ledger = FailureLedger(limit: 1)
        let notes = [ledger.note(at: 0), ledger.note(at: 1)]
        #expect(notes == [1, nil])
        let flushes = [ledger.flush(at: 2), ledger.flush(at: 3, isLast: true)]
        #expect(flushes == [0, 1])
    }
}
