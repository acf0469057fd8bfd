// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// How long the detection of each of many texts took, by the clock: folding and searching, without reading and writing.
package final class DetectionTimings: Sendable {
    private let state = Mutex((microseconds: [Double](), bytes: 0))

    package init() {}

    func add(_ time: Duration, bytes: Int) {
        state.withLock { state in
            state.microseconds.append(time / .microseconds(1))
            state.bytes += bytes
        }
    }

    /// One line: how many texts and bytes, the median, the 99th percentile and the longest, in microseconds; `nil` without
    /// a text.
    package var summary: String? {
        let (times, bytes) = state.withLock { ($0.microseconds.sorted(), $0.bytes) }
        guard let longest = times.last else { return nil }
        let figures = [("p50", times[times.count / 2]), ("p99", times[times.count * 99 / 100]), ("max", longest)]
            .map { "\($0) \(Int($1.rounded()))" }.joined(separator: ", ")
        return "\(times.count) texts, \(bytes) bytes; microseconds a text: \(figures)"
    }
}
