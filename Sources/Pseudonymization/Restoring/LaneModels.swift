// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Providers

/// The last event of each lane that holds something back: what goes out later in an event of ours has its identity.
struct LaneModels: Sendable {
    /// The most bytes that are kept, as many as one event may have.
    private static let limit = 16 << 20

    private var events: [Lane: ServerSentEvent] = [:]
    private var bytes = 0

    subscript(lane: Lane) -> ServerSentEvent? { events[lane] }

    /// Keeps a lane's event, or forgets it with `nil`. Throws `.limit` where lanes hold back too many large events.
    mutating func set(_ event: ServerSentEvent?, for lane: Lane) throws(ProviderError) {
        bytes += (event?.data.count ?? 0) - (events[lane]?.data.count ?? 0)
        events[lane] = event
        guard bytes <= Self.limit else {
            throw ProviderError(code: .limit, expectation: "stream events within the size limit")
        }
    }
}
