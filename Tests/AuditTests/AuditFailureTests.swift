// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import PrivacyCore
import Synchronization
import Testing

/// A sink that keeps lines in memory and fails when told to.
private final class SwitchableSink: AuditSink {
    private struct State {
        var lines: [[UInt8]] = []
        var isFailing = false
    }

    private let state = Mutex(State())

    var lines: [[UInt8]] { state.withLock { $0.lines } }
    func setFailing(_ failing: Bool) { state.withLock { $0.isFailing = failing } }

    func append(_ lines: [[UInt8]]) throws(AuditError) {
        let isFailing = state.withLock { state in
            if !state.isFailing { state.lines += lines }
            return state.isFailing
        }
        if isFailing { throw AuditError(code: .unavailable, systemError: 5) }
    }

    func beginSegmentIfDue(at milliseconds: Int64) throws(AuditError) -> Int? { nil }
}

/// A sink that holds every batch until it is let go.
private final class BlockedSink: AuditSink {
    private let gate = DispatchSemaphore(value: 0)
    private let isOpen = Mutex(true)
    private let batchCount = Mutex(0)

    /// How many batches were begun.
    var batches: Int { batchCount.withLock { $0 } }

    func block() { isOpen.withLock { $0 = false } }

    func release() {
        isOpen.withLock { $0 = true }
        gate.signal()
    }

    func append(_ lines: [[UInt8]]) throws(AuditError) {
        batchCount.withLock { $0 += 1 }
        if !isOpen.withLock({ $0 }) { gate.wait() }
    }

    func beginSegmentIfDue(at milliseconds: Int64) throws(AuditError) -> Int? { nil }
}

/// Threads that may be held, unlike Swift's shared ones.
private final class HeldThreads: TaskExecutor {
    private let queue = DispatchQueue(label: "test.held", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // The runtime hands each job over exactly once, and it is run exactly once, here.
        queue.async { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

    /// Records an event on a thread that may be held.
    func record(in log: AuditLog) -> Task<UInt64, any Error> {
        Task(executorPreference: self) { try await log.record(Fixtures.decided(), holdingThread: true).sequence }
    }
}

@Suite("The audit log under failure")
struct AuditFailureTests {
    private static func begin(in sink: any AuditSink, capacity: Int = 8192, batchLimit: Int = 1024) async throws
        -> AuditLog
    {
        var options = AuditLog.Options()
        options.queueCapacity = capacity
        options.batchLimit = batchLimit
        return try await AuditLog.begin(
            in: sink, catalogue: Fixtures.catalogue(), key: Fixtures.key, node: Fixtures.node(), options: options)
    }

    @Test("every waiting event fails, no number is lost, and the first record after says how many were refused")
    func outage() async throws {
        let sink = SwitchableSink()
        let log = try await Self.begin(in: sink)
        sink.setFailing(true)
        let failures = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    do {
                        _ = try await log.record(Fixtures.decided())
                        return false
                    } catch { return (error as? AuditError) == AuditError(code: .unavailable, systemError: 5) }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(failures == 10)
        #expect(!log.isHealthy)
        #expect(await !log.probe())
        sink.setFailing(false)
        #expect(!log.isHealthy)
        #expect(await log.probe())
        #expect(try await log.record(Fixtures.decided()).sequence == 2)
        let outage = try #require(sink.lines.dropFirst().first.map { String(decoding: $0, as: UTF8.self) })
        #expect(outage.contains(#""code":"AUD008E""#) && outage.contains(#""count":10"#))
        #expect(sink.lines.count == 3)
    }

    @Test("when more events wait than may, the next is refused at once")
    func boundedQueue() async throws {
        let sink = BlockedSink()
        let log = try await Self.begin(in: sink, capacity: 4, batchLimit: 1)
        sink.block()
        let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    do {
                        _ = try await log.record(Fixtures.decided())
                        return true
                    } catch { return false }
                }
            }
            // At least 20 − 1 being written − 4 waiting are refused while the sink is held.
            var refused = 0
            while refused < 15, let recorded = try await group.next() { refused += recorded ? 0 : 1 }
            sink.release()
            return try await group.reduce(into: [Bool](repeating: false, count: refused)) { $0.append($1) }
        }
        #expect(outcomes.filter { !$0 }.count >= 15)
        #expect(outcomes.contains(true))
        #expect(log.isHealthy)
    }

    @Test(
        "a full disk fails every event, cuts half-written records back, and recovers",
        .enabled(if: SmallDisk.isAvailable))
    func fullDisk() async throws {
        let folder = try TemporaryFolder()
        let disk = try SmallDisk(at: folder.log, kibibytes: 128)
        let log = try await Fixtures.open(folder)
        try await Fixtures.fill(log, requests: 3)
        try disk.fill()
        var refused = 0
        for _ in 0..<8 {
            do { _ = try await log.record(Fixtures.decided()) } catch { refused += 1 }
        }
        // What is left of the last page of the segment may still take a record or two.
        #expect(refused >= 4)
        #expect(!log.isHealthy)
        disk.empty()
        #expect(await log.probe())
        try await Fixtures.fill(log, requests: 3)
        let report = try AuditVerifier.verify(directory: folder.log)
        #expect(report.followsRules)
        #expect(report.counts[.sinkUnavailable] == 1)
    }

    @Test("events that wait together are stored together")
    func groupCommit() async throws {
        let sink = BlockedSink()
        let log = try await Self.begin(in: sink)
        sink.block()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { _ = try await log.record(Fixtures.decided()) }
            while sink.batches < 2 { await Task.yield() }
            for _ in 0..<99 { group.addTask { _ = try await log.record(Fixtures.decided()) } }
            while log.waitingCount < 99 { await Task.yield() }
            sink.release()
            try await group.waitForAll()
        }
        // The opening record, the first event alone, and the ninety-nine that came while it was being written.
        #expect(sink.batches == 3)
    }

    @Test("an event that is written on its caller's thread holds back those behind it, and all follow in order")
    func callersThread() async throws {
        let sink = BlockedSink()
        let log = try await Self.begin(in: sink)
        sink.block()
        let (first, others) = try await withThrowingTaskGroup(of: UInt64.self) { group in
            let first = HeldThreads().record(in: log)
            while sink.batches < 2 { await Task.yield() }
            for number in 0..<40 {
                group.addTask {
                    try await log.record(Fixtures.decided(), holdingThread: number.isMultiple(of: 2)).sequence
                }
            }
            while log.waitingCount < 40 { await Task.yield() }
            sink.release()
            let others = try await group.reduce(into: Set<UInt64>()) { $0.insert($1) }
            return (try await first.value, others)
        }
        #expect(others == Set((first + 1)...(first + 40)))
        #expect(sink.batches == 3)
        // Nobody writes any more, so that the next one finds the log free.
        #expect(try await log.record(Fixtures.decided(), holdingThread: true).sequence == first + 41)
        #expect(sink.batches == 4)
    }

    @Test("a log that closes waits for what a caller is writing")
    func closingBehindACaller() async throws {
        let sink = BlockedSink()
        let log = try await Self.begin(in: sink)
        sink.block()
        let written = HeldThreads().record(in: log)
        while sink.batches < 2 { await Task.yield() }
        async let closed: Void = log.close()
        while log.isHealthy { await Task.yield() }
        sink.release()
        await closed
        #expect(try await written.value == 1)
        await #expect(throws: AuditError(code: .unavailable)) {
            try await log.record(Fixtures.decided(), holdingThread: true)
        }
    }

    @Test("whoever writes, each event has one place in the chain", .timeLimit(.minutes(2)))
    func mixedWriters() async throws {
        let folder = try TemporaryFolder()
        let log = try await Fixtures.open(folder)
        let sequences = try await withThrowingTaskGroup(of: UInt64.self) { group in
            for number in 0..<200 {
                group.addTask {
                    try await log.record(Fixtures.decided(), holdingThread: !number.isMultiple(of: 3)).sequence
                }
            }
            return try await group.reduce(into: Set<UInt64>()) { $0.insert($1) }
        }
        #expect(sequences.count == 200)
        await log.close()
        let report = try AuditVerifier.verify(directory: folder.log)
        #expect(report.counts[.decided] == 200)
    }
}
