// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOPosix
import Testing
import ZavesaTesting

@testable import Proxy

@Suite struct RequestLifetimeTests {
    private let lifetime = RequestLifetime(on: MultiThreadedEventLoopGroup.singleton.any())

    /// Runs until the task is cancelled.
    private func runUntilEnded(_ start: @escaping @Sendable () -> Void) async {
        await lifetime.run {
            start()
            await Gate().wait()
        }
    }

    @Test func theFirstReasonCounts() async {
        let lifetime = lifetime
        await runUntilEnded {
            lifetime.end(.callerGone)
            lifetime.end(.total)
        }
        #expect(lifetime.end == .callerGone)
    }

    @Test func anEndBeforeTheStartEndsTheTaskToo() async {
        lifetime.end(.callerGone)
        await runUntilEnded {}
        #expect(lifetime.end == .callerGone)
    }

    @Test func silenceEndsTheTask() async {
        let lifetime = lifetime
        await runUntilEnded { lifetime.limit(idle: .milliseconds(20), total: .seconds(100)) }
        #expect(lifetime.end == .idle)
    }

    @Test func timeEndsTheTask() async {
        let lifetime = lifetime
        await runUntilEnded { lifetime.limit(idle: .seconds(100), total: .milliseconds(20)) }
        #expect(lifetime.end == .total)
    }

    @Test func silenceMayLeadToSomethingElseAndTheTotalGoesOn() async {
        let lifetime = lifetime
        let silent = Gate()
        await lifetime.run {
            lifetime.limit(idle: .seconds(100), total: .milliseconds(100))
            lifetime.limit(idle: .milliseconds(10)) { silent.open() }
            await silent.wait()
            #expect(lifetime.end == nil)
            lifetime.limit(idle: .seconds(100))
            await Gate().wait()
        }
        #expect(lifetime.end == .total)
    }

    @Test func cancellingWhoeverWaitsEndsTheTask() async {
        let lifetime = lifetime
        let started = Gate()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.runUntilEnded { started.open() } }
            await started.wait()
            group.cancelAll()
        }
        #expect(lifetime.end == .callerGone)
    }

    @Test func aTaskThatEndsByItselfHasNoReason() async {
        let lifetime = lifetime
        await lifetime.run { lifetime.limit(idle: .seconds(100), total: .seconds(100)) }
        #expect(lifetime.end == nil)
    }
}
