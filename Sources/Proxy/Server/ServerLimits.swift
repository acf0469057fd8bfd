// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What one caller may use of a listener.
package struct ServerLimits: Sendable, Equatable {
    /// Largest body in bytes; larger ones are answered 413.
    package var bodyBytes = 32 * 1_024 * 1_024
    /// All header fields of a request together, in bytes; the OpenAI reference asks for under 64 KiB.
    package var headerBytes = 64 * 1_024
    package var headerCount = 256
    /// A connection on which nothing arrives for so long is closed: between requests, and within one that is being read.
    package var idle: Duration = .seconds(75)
    /// A request that has not arrived whole after so long is given up with its connection.
    package var arrival: Duration = .seconds(300)
    /// Connections served at once; the next wait in the system's queue.
    package var connections = 4_096

    /// Connections from one address at once; `nil` for no limit of its own, as where a proxy stands in front.
    package var connectionsPerPeer: Int?
    /// How long a caller may leave what was written to it unread; after that its connection ends, and what ran for it.
    package var write: Duration = .seconds(30)
    /// How long running requests may take when the gateway is stopped.
    package var drain: Duration = .seconds(30)
    /// How long it goes on taking requests before that, while `/readyz` says that it will not: the time a load balancer
    /// needs to notice.
    package var drainDelay: Duration = .zero

    package init() {}
}
