// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Limits
import PrivacyCore
import Providers

/// Where a streamed answer ends at the latest, and what is needed to end it well-formed there.
package struct StreamLimit: Sendable {
    private var gate: OutputGate
    /// A guess of what went in, for the usage that the caller reads.
    private let inputTokens: Int
    private let includesUsage: Bool
    private var opening: ServerSentEvent?
    private var last: ServerSentEvent?
    private var open: Set<Int> = []
    private var said = ReportedUsage()

    /// `includesUsage`: whether the caller asked for the usage at the end.
    package init(outputTokens: Int, inputTokens: Int, includesUsage: Bool) {
        gate = OutputGate(limit: outputTokens)
        self.inputTokens = inputTokens
        self.includesUsage = includesUsage
    }

    /// Whether an event may pass; remembers what a cut needs of it.
    mutating func admits(_ delta: StreamDelta, of event: ServerSentEvent) -> Bool {
        opening = opening ?? event
        if !delta.pieces.isEmpty { last = event }
        if let usage = delta.usage { said.update(usage) }
        guard gate.admits(delta.pieces.map(\.slot.text.utf8.count)) else { return false }
        open.formUnion(delta.pieces.map(\.lane.choice))
        open.formUnion(delta.toolNames.keys.map(\.choice))
        open.subtract(delta.endedChoices)
        return true
    }

    /// The end, at an event that may not pass.
    func cut(sequence: Int?) -> StreamCut? {
        guard let opening, let last else { return nil }
        let usage = TokenUsage(
            input: said.totalInput ?? inputTokens, output: max(said.output ?? 0, gate.passed),
            cachedInput: said.totalCached, isEstimated: true)
        return StreamCut(
            opening: opening, last: last, open: open.sorted(), usage: usage, includesUsage: includesUsage,
            sequence: sequence)
    }
}
