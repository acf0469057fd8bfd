// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Where a chain stands: what the next record continues.
package struct ChainHead: Sendable, Equatable {
    /// The log's random identifier.
    package var chain: String
    /// The number of the next record; also how many records there are.
    package var nextSequence: UInt64
    /// The leaf of the last record; `zero` before the first.
    package var previous: LeafHash
    /// The time of the last record; `nil` before the first.
    package var lastTime: Timestamp?

    /// The start of a new log.
    static func fresh(at moment: Timestamp) -> ChainHead {
        ChainHead(chain: UUIDv7.make(at: moment), nextSequence: 0, previous: .zero, lastTime: nil)
    }
}
