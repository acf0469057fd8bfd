// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How many texts one stream may carry at once; each costs a restorer of its own.
package struct LaneLimits: Sendable {
    /// Choices of one answer.
    package static let choices = 128
    /// Tool calls of one choice.
    package static let toolsOfChoice = 64
    /// Lanes of one stream.
    package static let total = 1024

    private var seen: Set<Lane> = []

    package init() {}

    /// Counts a lane. Throws `.limit` for the first one too many.
    package mutating func admit(_ lane: Lane) throws(ProviderError) {
        guard !seen.contains(lane) else { return }
        guard seen.count < Self.total else {
            throw ProviderError(code: .limit, expectation: "a stream with at most 1024 texts")
        }
        seen.insert(lane)
    }
}
