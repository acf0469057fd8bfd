// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Routing
import Testing

/// Time is what the test says.
@Suite struct CircuitBreakerTests {
    private let start = ContinuousClock.now
    private let options = RoutingOptions.Breaker()

    private func at(_ seconds: Double) -> ContinuousClock.Instant { start + .seconds(seconds) }

    private func opened(at seconds: Double = 0) -> CircuitBreaker {
        var breaker = CircuitBreaker()
        for _ in 0..<options.failures { breaker.record(success: false, at: at(seconds), options) }
        return breaker
    }

    @Test func opensAfterSoManyFailures() {
        var breaker = CircuitBreaker()
        for _ in 1..<options.failures { breaker.record(success: false, at: at(0), options) }
        #expect(breaker.state(at: at(0)) == .closed)
        breaker.record(success: false, at: at(1), options)
        #expect(breaker.state(at: at(1)) == .open)
        #expect(breaker.admit(at: at(1)).isAdmitted == false)
    }

    @Test func failuresOfLongAgoDoNotCount() {
        var breaker = CircuitBreaker()
        for number in 0..<20 { breaker.record(success: false, at: at(Double(number) * 10), options) }
        #expect(breaker.state(at: at(200)) == .closed)
    }

    @Test func fewFailuresAmongManySuccessesDoNotOpen() {
        var breaker = CircuitBreaker()
        for number in 0..<1_000 {
            breaker.record(success: number % 5 != 0, at: at(Double(number) * 0.01), options)
        }
        #expect(breaker.state(at: at(10)) == .closed)
    }

    @Test func oneTrialAtATime() {
        var breaker = opened()
        #expect(breaker.state(at: at(9.9)) == .open)
        #expect(breaker.state(at: at(10)) == .halfOpen)
        #expect(breaker.admit(at: at(10)) == (true, true))
        #expect(breaker.admit(at: at(10)).isAdmitted == false)
        breaker.record(success: true, isTrial: true, at: at(11), options)
        #expect(breaker.state(at: at(11)) == .closed)
        #expect(breaker.admit(at: at(11)) == (true, false))
    }

    @Test func eachTrialThatFailsDoublesTheTimeUpToEightTimes() {
        var breaker = opened()
        var now = 0.0
        for wait in [10.0, 20, 40, 80, 80, 80] {
            #expect(breaker.state(at: at(now + wait - 0.1)) == .open, "\(wait)")
            now += wait
            #expect(breaker.admit(at: at(now)).isTrial, "\(wait)")
            breaker.record(success: false, isTrial: true, at: at(now), options)
        }
    }

    @Test func outcomesFromBeforeItOpenedChangeNothing() {
        var breaker = opened()
        breaker.record(success: true, at: at(1), options)
        #expect(breaker.state(at: at(1)) == .open)
        _ = breaker.admit(at: at(10))
        breaker.record(success: true, at: at(10), options)
        #expect(breaker.state(at: at(10)) == .halfOpen)
    }

    @Test func aTrialWhoseCallerLeftLeavesTheNextOneToTry() {
        var breaker = opened()
        _ = breaker.admit(at: at(10))
        breaker.abandon()
        #expect(breaker.admit(at: at(10.5)) == (true, true))
    }

    @Test func aTrialBeforeTheTimeThatToldNothingDoesNotShortenIt() {
        var breaker = opened()
        #expect(breaker.admit(at: at(1), early: true) == (true, true))
        breaker.abandon()
        #expect(breaker.state(at: at(2)) == .open)
        #expect(breaker.admit(at: at(10)) == (true, true))
    }

    @Test func aProbeOpensLikeARequestButOnlyARequestCloses() {
        var breaker = CircuitBreaker()
        for _ in 0..<options.failures { breaker.probed(success: false, at: at(0), options) }
        #expect(breaker.state(at: at(0)) == .open)
        breaker.probed(success: true, at: at(1), options)
        #expect(breaker.state(at: at(1)) == .halfOpen)
        #expect(breaker.admit(at: at(1)) == (true, true))
    }
}
