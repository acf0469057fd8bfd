// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Requests that wait for a place, first come first served among those that an upstream can serve.
struct WaitingLine: Sendable {
    typealias Place = CheckedContinuation<UpstreamPermit?, Never>

    struct Waiter: Sendable {
        let ticket: UInt64
        /// Where it may go, the first choice first.
        let profiles: [UpstreamProfile]
        let options: RoutingOptions
        let place: Place
    }

    private(set) var waiters: [Waiter] = []
    private var nextTicket: UInt64 = 0

    var count: Int { waiters.count }

    func isWaited(for id: UpstreamID) -> Bool {
        waiters.contains { $0.profiles.contains { $0.id == id } }
    }

    mutating func ticket() -> UInt64 {
        nextTicket += 1
        return nextTicket
    }

    mutating func append(_ waiter: Waiter) { waiters.append(waiter) }

    mutating func remove(_ ticket: UInt64) -> Waiter? {
        waiters.firstIndex { $0.ticket == ticket }.map { waiters.remove(at: $0) }
    }

    /// The first that an upstream can serve, and how it is configured for that one; stays in line.
    func first(for id: UpstreamID) -> (waiter: Waiter, profile: UpstreamProfile)? {
        for waiter in waiters {
            if let profile = waiter.profiles.first(where: { $0.id == id }) { return (waiter, profile) }
        }
        return nil
    }
}
