// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Spans that wait to be exported. Whoever makes them never waits: what does not fit is counted and gone.
package final class SpanQueue: Sendable {
    private let capacity: Int
    private let waiting = Mutex<[TraceSpan]>([])
    private let dropped: Metric.Series

    /// `dropped` counts spans that found no place.
    package init(capacity: Int, dropped: Metric.Series) {
        self.capacity = capacity
        self.dropped = dropped
    }

    package var count: Int { waiting.withLock { $0.count } }

    /// Takes a request's spans, all or none: half a trace misleads.
    package func offer(_ spans: [TraceSpan]) {
        let fits = waiting.withLock { waiting in
            guard waiting.count + spans.count <= capacity else { return false }
            waiting += spans
            return true
        }
        if !fits { dropped.add(Double(spans.count)) }
    }

    /// The oldest spans, at most `limit`; they are gone from here.
    package func take(limit: Int) -> [TraceSpan] {
        waiting.withLock { waiting in
            let taken = Array(waiting.prefix(limit))
            waiting.removeFirst(taken.count)
            return taken
        }
    }
}
