// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Routing
import Synchronization
import Testing
import ZavesaTesting

@Suite struct HealthTests {
    private let start = ContinuousClock.now

    @Test func theMeanTakesAPeakAtOnceAndForgetsItBitByBit() {
        var mean = PeakEWMA()
        var now = start
        for _ in 0..<100 {
            now += .milliseconds(100)
            mean.observe(.milliseconds(200), at: now)
        }
        #expect(abs(mean.value - 0.2) < 0.001)
        mean.observe(.seconds(3), at: now)
        #expect(mean.value == 3)
        for _ in 0..<100 {
            now += .milliseconds(100)
            mean.observe(.milliseconds(200), at: now)
        }
        // After ten seconds a third of the peak is left: 0.2 + 2.8 / e.
        #expect(abs(mean.value - 1.23) < 0.02)
        for _ in 0..<600 {
            now += .milliseconds(100)
            mean.observe(.milliseconds(200), at: now)
        }
        #expect(abs(mean.value - 0.2) < 0.01)
    }

    @Test func whatIsNotTriedIsForgiven() {
        var mean = PeakEWMA()
        mean.observe(.seconds(10), at: start)
        #expect(mean.value(at: start) == 10)
        #expect(mean.value(at: start + .seconds(300)) < 0.1)
    }

    /// However many fail, retries are at most a share of the requests, and so many a second, after what the bucket holds.
    @Test(arguments: [0.0, 0.1, 0.5]) func aStormIsNotMultiplied(share: Double) {
        var budget = RetryBudget()
        let (requests, seconds) = (20_000, 20.0)
        var retries = 0
        for number in 0..<requests {
            let now = start + .seconds(Double(number) * seconds / Double(requests))
            budget.deposit(share)
            for _ in 0..<3 where budget.withdraw(at: now) { retries += 1 }
        }
        let most = RetryBudget.capacity + RetryBudget.perSecond * seconds + share * Double(requests)
        #expect(Double(retries) <= most)
        #expect(Double(retries) >= most - RetryBudget.capacity - 1)
    }

    private final class Hands: Sendable {
        private let time: Mutex<ContinuousClock.Instant>
        init(_ start: ContinuousClock.Instant) { time = Mutex(start) }
        var now: ContinuousClock.Instant { time.withLock { $0 } }
        func move(_ duration: Duration) { time.withLock { $0 += duration } }
    }

    @Test func twoFailuresInARowAreDoubtedUntilASuccessOrForAsLongAsABreakerIsOpen() throws {
        let hands = Hands(start)
        let board = UpstreamBoard { hands.now }
        let profile = Places.profile("a")
        let options = RoutingOptions()
        func end(_ success: Bool) throws { try board.admit(profile, options).get().report(success: success) }
        func isDoubted() -> Bool { board.standings(of: [Router.Candidate(profile)])[0].isDoubted }
        try end(false)
        #expect(!isDoubted())
        try end(true)
        try end(false)
        #expect(!isDoubted())
        try end(false)
        #expect(isDoubted())
        hands.move(options.breaker.open)
        #expect(!isDoubted())
        try end(false)
        #expect(isDoubted())
        try end(true)
        #expect(!isDoubted())
    }

    @Test func oneExchangeFailsOnce() throws {
        let board = UpstreamBoard()
        let profile = Places.profile("a")
        for _ in 0..<4 {
            let permit = try board.admit(profile, RoutingOptions()).get()
            for _ in 0..<3 { permit.report(success: false) }
        }
        #expect(board.state(of: profile.id) == .closed)
        try board.admit(profile, RoutingOptions()).get().report(success: false)
        #expect(board.state(of: profile.id) == .open)
        let other = Places.profile("b")
        let permit = try board.admit(other, RoutingOptions()).get()
        permit.report(success: false)
        permit.report(success: false)
        #expect(!board.standings(of: [Router.Candidate(other)])[0].isDoubted)
    }

    @Test func whoseStreamsBeginWellAndBreakIsDoubtedToo() throws {
        let board = UpstreamBoard()
        let profile = Places.profile("a")
        func isDoubted() -> Bool { board.standings(of: [Router.Candidate(profile)])[0].isDoubted }
        func breakStream() throws {
            let permit = try board.admit(profile, RoutingOptions()).get()
            permit.report(success: true)
            permit.report(success: false)
        }
        try breakStream()
        #expect(!isDoubted())
        try board.admit(profile, RoutingOptions()).get().report(success: true)
        try breakStream()
        #expect(!isDoubted())
        try breakStream()
        #expect(isDoubted())
    }

    @Test func whoAsksToBeLeftAloneIsLeftAloneButNoLongerThanTheOperatorAllows() throws {
        let hands = Hands(start)
        let board = UpstreamBoard { hands.now }
        let profile = Places.profile("a")
        try board.admit(profile, RoutingOptions()).get().hold(seconds: 20)
        #expect(board.state(of: profile.id) == .open)
        guard case .failure(.out(for: .seconds(20)?)) = board.admit(profile, RoutingOptions()) else {
            Issue.record("it was asked again")
            return
        }
        hands.move(.seconds(20))
        let permit = try board.admit(profile, RoutingOptions()).get()
        permit.hold(seconds: 999_999)
        hands.move(.seconds(60))
        #expect((try? board.admit(profile, RoutingOptions()).get()) != nil)
    }

    @Test func whereNoOtherIsInRotationOneMayTryEarly() throws {
        let hands = Hands(start)
        let board = UpstreamBoard { hands.now }
        let profile = Places.profile("a")
        for _ in 0..<5 { try board.admit(profile, RoutingOptions()).get().report(success: false) }
        #expect(board.state(of: profile.id) == .open)
        #expect((try? board.admit(profile, RoutingOptions()).get()) == nil)
        let trial = try board.admit(profile, RoutingOptions(), early: true).get()
        #expect((try? board.admit(profile, RoutingOptions(), early: true).get()) == nil)
        trial.report(success: true)
        #expect(board.state(of: profile.id) == .closed)
    }

    @Test func placesAreGivenBackOnce() throws {
        let board = UpstreamBoard()
        let profile = Places.profile("a") { $0.maxConcurrent = 2 }
        let first = try board.admit(profile, RoutingOptions()).get()
        let second = try board.admit(profile, RoutingOptions()).get()
        #expect(throws: UpstreamRefusal.full) { try board.admit(profile, RoutingOptions()).get() }
        first.release()
        first.release()
        let third = try board.admit(profile, RoutingOptions()).get()
        #expect(throws: UpstreamRefusal.full) { try board.admit(profile, RoutingOptions()).get() }
        second.release()
        third.release()
    }

    @Test func whoForgetsAPermitGivesItBack() throws {
        let board = UpstreamBoard()
        let profile = Places.profile("a") { $0.maxConcurrent = 1 }
        for _ in 0..<3 { _ = try board.admit(profile, RoutingOptions()).get() }
    }

    private final class Served: Sendable { let numbers = Mutex<[Int]>([]) }

    @Test func placesGoToThoseWhoWaitInTheirOrder() async throws {
        let board = UpstreamBoard()
        let profile = Places.profile("a") { $0.maxConcurrent = 1 }
        let held = try board.admit(profile, RoutingOptions()).get()
        let served = Served()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<5 {
                group.addTask {
                    let permit = await board.waitForPlace(at: [profile], RoutingOptions())
                    #expect(permit != nil)
                    served.numbers.withLock { $0.append(number) }
                    permit?.release()
                }
                while board.waiting < number + 1 { await Task.yield() }
            }
            // Who comes now does not go before them.
            #expect(throws: UpstreamRefusal.full) { try board.admit(profile, RoutingOptions()).get() }
            held.release()
        }
        #expect(served.numbers.withLock { $0 } == [0, 1, 2, 3, 4])
    }

    /// An upstream with nothing at work gives no place back, and yet its line moves when it is in rotation again.
    @Test(.timeLimit(.minutes(1))) func theLineOfAnUpstreamThatWasOutMovesWhenItIsBack() async throws {
        let hands = Hands(start)
        let board = UpstreamBoard { hands.now }
        let profile = Places.profile("a") { $0.maxConcurrent = 1 }
        let held = try board.admit(profile, RoutingOptions()).get()
        var options = RoutingOptions()
        options.queue.wait = .seconds(50)
        let isServed = { [options] in await board.waitForPlace(at: [profile], options) != nil }
        async let waiting = isServed()
        while board.waiting == 0 { await Task.yield() }
        held.hold(seconds: 20)
        held.release()
        #expect(board.waiting == 1)
        hands.move(.seconds(20))
        // Whoever comes next finds the line moving, too.
        #expect(await isServed())
        #expect(await waiting)
        #expect(board.waiting == 0)
    }

    @Test func aProbeThatWentWellMovesTheLine() async throws {
        let board = UpstreamBoard { start }
        let profile = Places.profile("a") { $0.maxConcurrent = 1 }
        let held = try (0..<5).map { _ in try board.admit(Places.profile("a"), RoutingOptions()).get() }
        async let waiting = board.waitForPlace(at: [profile], RoutingOptions())
        while board.waiting == 0 { await Task.yield() }
        for permit in held { permit.report(success: false) }
        for permit in held { permit.release() }
        #expect(board.waiting == 1)
        board.probed(profile.id, success: true, RoutingOptions().breaker)
        #expect(board.waiting == 0)
        #expect(await waiting != nil)
    }

    @Test func whatIsAtWorkCountsWhenAnUpstreamComesBack() throws {
        let board = UpstreamBoard()
        let profile = Places.profile("a") { $0.maxConcurrent = 1 }
        let permit = try board.admit(profile, RoutingOptions()).get()
        board.keep([])
        #expect(throws: UpstreamRefusal.full) { try board.admit(profile, RoutingOptions()).get() }
        permit.release()
        board.keep([])
        permit.report(success: false)
        #expect(board.state(of: profile.id) == .closed)
        #expect((try? board.admit(profile, RoutingOptions()).get()) != nil)
    }

    @Test func theLineIsBoundedInLengthAndTime() async throws {
        let board = UpstreamBoard()
        let profile = Places.profile("a") { $0.maxConcurrent = 1 }
        let held = try board.admit(profile, RoutingOptions()).get()
        var options = RoutingOptions()
        options.queue.length = 1
        options.queue.wait = .milliseconds(200)
        async let waiting = board.waitForPlace(at: [profile], options)
        while board.waiting == 0 { await Task.yield() }
        #expect(await board.waitForPlace(at: [profile], options) == nil)
        #expect(await waiting == nil)
        #expect(board.waiting == 0)
        held.release()
    }

    @Test func whoLeavesIsForgotten() async throws {
        let board = UpstreamBoard()
        let profile = Places.profile("a") { $0.maxConcurrent = 1 }
        let held = try board.admit(profile, RoutingOptions()).get()
        let task = Task { await board.waitForPlace(at: [profile], RoutingOptions()) }
        while board.waiting == 0 { await Task.yield() }
        task.cancel()
        #expect(await task.value == nil)
        #expect(board.waiting == 0)
        held.release()
        #expect((try? board.admit(profile, RoutingOptions()).get()) != nil)
    }
}
