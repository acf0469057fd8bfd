// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Telemetry
import Testing

/// W3C Trace Context, and which requests are traced.
@Suite struct TraceTests {
    private static let valid = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    @Test func aHeaderIsReadAndWrittenTheSame() throws {
        let parent = try #require(TraceParent(Self.valid))
        #expect(parent.trace.description == "4bf92f3577b34da6a3ce929d0e0e4736")
        #expect(parent.span.description == "00f067aa0ba902b7")
        #expect(parent.isSampled)
        #expect(parent.header == Self.valid)
    }

    @Test func ofALaterVersionTheKnownPartIsRead() {
        let later = "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-02-what-the-future-brings"
        #expect(TraceParent(later)?.isSampled == false)
    }

    @Test(arguments: [
        "", "00", "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.more",
        "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01",
        "00-4bf92f3577b34da6a3ce929d0e0e473ю-00f067aa0ba902b7-01",
    ])
    func whatIsNoHeaderCountsAsNone(header: String) {
        #expect(TraceParent(header) == nil)
    }

    @Test func aCallerDecidesForItsTraceAndChanceForOthers() throws {
        let sampled = try #require(TraceParent(Self.valid))
        let ignored = try #require(TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00"))
        #expect(TraceSampling(ratio: 0).samples(sampled.trace, under: sampled))
        #expect(!TraceSampling(ratio: 1).samples(ignored.trace, under: ignored))
        let ids = (0..<2_000).map { _ in TraceID.random() }
        let taken = ids.count { TraceSampling(ratio: 0.25).samples($0, under: nil) }
        // Nine standard deviations: a right share fails once in 10¹⁸ runs.
        #expect((325..<675).contains(taken))
        #expect(ids.allSatisfy { TraceSampling(ratio: 1).samples($0, under: nil) })
        #expect(!ids.contains { TraceSampling(ratio: 0).samples($0, under: nil) })
    }

    @Test func aFullQueueDropsWholeRequestsAndCountsThem() {
        let dropped = Metric(.counter, "dropped_total", "Dropped.")
        let queue = SpanQueue(capacity: 5, dropped: dropped.series())
        let spans = (0..<3).map { _ in
            TraceSpan(name: "a", kind: .server, trace: .random(), parent: nil, start: 1, end: 2)
        }
        queue.offer(spans)
        queue.offer(spans)
        #expect(queue.count == 3)
        #expect(dropped.value() == 3)
        #expect(queue.take(limit: 2) == Array(spans.prefix(2)))
        #expect(queue.take(limit: 9) == [spans[2]])
    }

    @Test func timesOfAMonotonicClockAreTimesSince1970() {
        let before = UnixClock.now()
        let clock = UnixClock()
        let moment = ContinuousClock.now
        let now = clock.nanoseconds(at: moment)
        #expect(now >= before && now <= UnixClock.now() + 1_000_000)
        #expect(clock.nanoseconds(at: moment + .milliseconds(5)) == now + 5_000_000)
        #expect(clock.nanoseconds(at: moment - .seconds(2)) == now - 2_000_000_000)
    }
}
