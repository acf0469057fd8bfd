// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Lets a streamed answer pass until it is longer than was reserved for it.
package struct OutputGate: Sendable {
    private let limit: Int
    private var bytes = 0
    private var pieces = 0

    /// `limit` is in tokens.
    package init(limit: Int) { self.limit = limit }

    /// How many tokens have passed, at least.
    package var passed: Int { TokenEstimate.atLeast(bytes: bytes, pieces: pieces) }

    /// Whether these pieces of text may pass, too. By sizes that err to the low side, so that no answer is cut that is
    /// within its limit.
    package mutating func admits(_ sizes: [Int]) -> Bool {
        let texts = sizes.filter { $0 > 0 }
        let next = (bytes: texts.reduce(bytes, +), pieces: pieces + texts.count)
        guard TokenEstimate.atLeast(bytes: next.bytes, pieces: next.pieces) <= limit else { return false }
        (bytes, pieces) = next
        return true
    }
}
