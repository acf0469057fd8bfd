// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import NIOPosix
import Testing

@testable import Proxy

/// Work on a request leaves the threads that read and write connections.
@Suite struct ScanExecutorTests {
    private static let loop = LoopExecutor(MultiThreadedEventLoopGroup.singleton.any())

    private static func isOnALoop() -> Bool { MultiThreadedEventLoopGroup.currentEventLoop != nil }

    @Test(arguments: [10, ScanExecutor.smallLimit + 1])
    func computationsLeaveTheLoop(bytes: Int) async throws {
        let scans = ScanExecutor(threads: 1, queueLimit: 1)
        let places = try await Task(executorPreference: Self.loop) {
            let before = Self.isOnALoop()
            let within = try await scans.run(bytes: bytes) { () throws(GatewayError) in Self.isOnALoop() }
            await Task.yield()
            return [before, within, Self.isOnALoop()]
        }.value
        #expect(places == [true, false, true])
        await scans.shutdown()
    }

    @Test func nothingIsDoneForACallerWhoHasGone() async throws {
        let scans = ScanExecutor(threads: 1, queueLimit: 1)
        let task = Task {
            try? await Task.sleep(for: .seconds(60))
            return try await scans.run(bytes: 1) { () throws(GatewayError) in true }
        }
        task.cancel()
        await #expect(throws: GatewayError(.callerGone)) { try await task.value }
        await scans.shutdown()
    }

    @Test func whatComesAfterTheEndIsDoneAllTheSame() async throws {
        let scans = ScanExecutor(threads: 1, queueLimit: 1)
        await scans.shutdown()
        #expect(try await scans.prepare { () throws(GatewayError) in 1 } == 1)
    }

    @Test func allThatWaitsForAThreadGetsOne() async throws {
        let scans = ScanExecutor(threads: 2, queueLimit: 1)
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1...500 {
                group.addTask { try await scans.prepare { () throws(GatewayError) in number } }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 500 * 501 / 2)
        await scans.shutdown()
    }
}
