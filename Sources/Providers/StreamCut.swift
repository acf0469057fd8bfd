// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// A stream that is ended by the gateway because it has reached its limit, and what is needed to end it as the vendor does.
package struct StreamCut: Sendable {
    /// The first event of the stream.
    package let opening: ServerSentEvent
    /// The last event that had text.
    package let last: ServerSentEvent
    /// Choices, blocks or items that have begun and not ended, in order.
    package let open: [Int]
    /// What the answer cost so far.
    package let usage: TokenUsage
    /// Whether the caller asked for the usage.
    package let includesUsage: Bool
    /// The next event's number where the stream numbers its events.
    package let sequence: Int?

    package init(
        opening: ServerSentEvent, last: ServerSentEvent, open: [Int], usage: TokenUsage, includesUsage: Bool,
        sequence: Int?
    ) {
        self.opening = opening
        self.last = last
        self.open = open
        self.usage = usage
        self.includesUsage = includesUsage
        self.sequence = sequence
    }
}
