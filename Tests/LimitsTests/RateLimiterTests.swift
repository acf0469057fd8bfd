// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Limits
import PrivacyCore
import Testing

@Suite struct RateLimiterTests {
    private let limiter = RateLimiter(capacity: 100)
    private let start = ContinuousClock.now

    private static func rows(_ limit: RateLimit, tenant: RateLimit? = nil, caller: String = "c") -> [RateTable.Row] {
        let table = RateTable(standard: limit, tenants: tenant.map { [TenantID(rawValue: "t"): $0] } ?? [:])
        return table.rows(of: CallerID(rawValue: caller), in: TenantID(rawValue: "t"))
    }

    @Test func aMinutesWorthPassesAtOnceAndThenOneAfterTheOther() throws {
        let rows = Self.rows(RateLimit(requestsPerMinute: 60))
        for left in (0..<60).reversed() {
            let standing = try limiter.admit(rows, at: start).standing.requests
            #expect(standing?.limit == 60 && standing?.left == left)
        }
        let refusal = #expect(throws: RateRefusal.self) { _ = try limiter.admit(rows, at: start) }
        #expect(refusal?.kind == .requests)
        let wait = try #require(refusal?.retryAfter)
        #expect(wait > .milliseconds(900) && wait <= .seconds(1))
        #expect(throws: Never.self) { try limiter.admit(rows, at: start + wait) }
        #expect(throws: RateRefusal.self) { try limiter.admit(rows, at: start + wait) }
    }

    @Test func whatIsRefusedForTheTenantIsNotCountedForTheCaller() throws {
        let own = RateLimit(requestsPerMinute: 10)
        let rows = Self.rows(own, tenant: RateLimit(requestsPerMinute: 1))
        _ = try limiter.admit(rows, at: start)
        for _ in 0..<5 {
            let refusal = #expect(throws: RateRefusal.self) { _ = try limiter.admit(rows, at: start) }
            #expect(refusal?.scope == .tenant(TenantID(rawValue: "t")))
        }
        #expect(try limiter.admit(Self.rows(own), at: start).standing.requests?.left == 8)
    }

    @Test func requestsAtOnceAreGivenBackWhenTheyEnd() throws {
        let rows = Self.rows(RateLimit(concurrent: 2, streams: 1))
        var first = try limiter.admit(rows, at: start)
        var second = try limiter.admit(rows, at: start)
        let refusal = #expect(throws: RateRefusal.self) { _ = try limiter.admit(rows, at: start) }
        #expect(refusal?.kind == .concurrent)
        try limiter.charge(&first, tokens: 1, isStream: true, at: start)
        #expect(throws: RateRefusal.self) { try limiter.charge(&second, tokens: 1, isStream: true, at: start) }
        limiter.release(first, tokens: 1, at: start)
        try limiter.charge(&second, tokens: 1, isStream: true, at: start)
        #expect(throws: Never.self) { try limiter.admit(rows, at: start) }
    }

    @Test func tokensAreChargedBeforeAndSettledAfter() throws {
        let rows = Self.rows(RateLimit(tokensPerMinute: 1_000))
        var first = try limiter.admit(rows, at: start)
        try limiter.charge(&first, tokens: 900, isStream: false, at: start)
        #expect(first.standing.tokens?.left == 100)
        var second = try limiter.admit(rows, at: start)
        let refusal = #expect(throws: RateRefusal.self) {
            try limiter.charge(&second, tokens: 200, isStream: false, at: start)
        }
        #expect(refusal?.kind == .tokens)
        limiter.release(first, tokens: 50, at: start)
        try limiter.charge(&second, tokens: 200, isStream: false, at: start)
        #expect(second.standing.tokens?.left == 750)
    }

    @Test func oneLargerThanAMinutesWorthPassesWhenNothingIsOwed() throws {
        let rows = Self.rows(RateLimit(tokensPerMinute: 100))
        var large = try limiter.admit(rows, at: start)
        try limiter.charge(&large, tokens: 300, isStream: false, at: start)
        var next = try limiter.admit(rows, at: start)
        #expect(throws: RateRefusal.self) { try limiter.charge(&next, tokens: 1, isStream: false, at: start) }
        // Three minutes' worth is owed; a minute before the end of that one more passes.
        try limiter.charge(&next, tokens: 1, isStream: false, at: start + .seconds(121))
    }

    @Test func aGuessCountsForAFewMinutesAtMost() throws {
        let rows = Self.rows(RateLimit(tokensPerMinute: 1))
        var endless = try limiter.admit(rows, at: start)
        try limiter.charge(&endless, tokens: .max, isStream: false, at: start)
        #expect(endless.standing.tokens?.reset == .seconds(180))
        var next = try limiter.admit(rows, at: start)
        try limiter.charge(&next, tokens: 1, isStream: false, at: start + .seconds(180))
        // What a vendor counted is counted, for as long as a clock can say.
        limiter.release(next, tokens: .max, at: start + .seconds(180))
        let standing = try limiter.admit(rows, at: start + .seconds(180)).standing
        #expect(standing.tokens?.reset == .seconds(86_400))
    }

    @Test func whatTimeHasWornOffIsNotGivenBack() throws {
        let rows = Self.rows(RateLimit(tokensPerMinute: 60))
        var slow = try limiter.admit(rows, at: start)
        try limiter.charge(&slow, tokens: 60, isStream: true, at: start)
        var other = try limiter.admit(rows, at: start)
        let later = start + .seconds(60)
        try limiter.charge(&other, tokens: 60, isStream: false, at: later)
        limiter.release(slow, tokens: 0, at: later)
        var third = try limiter.admit(rows, at: later)
        #expect(throws: RateRefusal.self) { try limiter.charge(&third, tokens: 1, isStream: false, at: later) }
        // Nothing of the other one's has worn off yet.
        limiter.release(other, tokens: 10, at: later)
        try limiter.charge(&third, tokens: 50, isStream: false, at: later)
    }

    @Test func aScopeThatOwesTokensIsNotForgottenBeforeThoseThatOweLess() throws {
        let rows = Self.rows(RateLimit(tokensPerMinute: 60))
        var debtor = try limiter.admit(rows, at: start)
        try limiter.charge(&debtor, tokens: 120, isStream: false, at: start)
        limiter.release(debtor, tokens: 120, at: start)
        for number in 0..<150 {
            let rows = Self.rows(RateLimit(requestsPerMinute: 1), caller: "c\(number)")
            limiter.release(try limiter.admit(rows, at: start), tokens: 0, at: start)
        }
        var again = try limiter.admit(rows, at: start)
        #expect(throws: RateRefusal.self) { try limiter.charge(&again, tokens: 1, isStream: false, at: start) }
    }

    @Test func callersThatNeverEndDoNotGrowIt() throws {
        for number in 0..<10_000 {
            let rows = Self.rows(RateLimit(requestsPerMinute: 1), caller: "c\(number)")
            limiter.release(try limiter.admit(rows, at: start), tokens: 0, at: start)
        }
        #expect(limiter.count <= 101)
    }

    @Test func theSameMomentDoesNotPassALimit() async throws {
        let rows = Self.rows(RateLimit(requestsPerMinute: 100))
        let passed = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<1_000 { group.addTask { (try? limiter.admit(rows, at: start)) != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(passed == 100)
    }
}
