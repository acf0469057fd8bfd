// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Holds requests to the rates of their scopes. Outlives a reload: limits come with each call, and only what has passed
/// is kept here.
///
/// A request is counted in every scope or in none, in one critical section, so that those that come at the same moment
/// cannot pass a limit together.
package final class RateLimiter: Sendable {
    private struct State {
        var requests: Pacer
        var tokens: Pacer
        var running = 0
        var streams = 0

        /// When nothing is owed of either rate.
        var due: ContinuousClock.Instant { max(requests.due, tokens.due) }

        func isIdle(at now: ContinuousClock.Instant) -> Bool {
            running == 0 && requests.reset(at: now) == .zero && tokens.reset(at: now) == .zero
        }
    }

    /// What has to be given back when the request ends.
    package struct Permit: Sendable {
        fileprivate let rows: [RateTable.Row]
        /// What was counted in each scope that limits tokens.
        fileprivate var charges: [LimitScope: Charge] = [:]
        fileprivate var isStream = false
        package fileprivate(set) var standing: RateStanding
    }

    fileprivate struct Charge: Sendable {
        let tokens: Int
        /// When the scope owed nothing more of it.
        let end: ContinuousClock.Instant
    }

    /// How many minutes' worth one request counts for at most before it is answered: it is a guess, and whoever asks for an
    /// answer without end must not keep all others of a scope out for years.
    private static let mostMinutes = 3

    private let states = Mutex<[LimitScope: State]>([:])
    private let capacity: Int

    /// At most `capacity` scopes are kept. One at rest is forgotten without loss; where all are busy, those that owe least
    /// are forgotten first.
    package init(capacity: Int = 8_192) { self.capacity = capacity }

    /// How many scopes are kept.
    package var count: Int { states.withLock { $0.count } }

    /// Lets a request in. Throws which limit it would pass, and counts it nowhere then.
    package func admit(
        _ rows: [RateTable.Row], at now: ContinuousClock.Instant = .now
    ) throws(RateRefusal) -> Permit {
        let result = states.withLock { states -> Result<Permit, RateRefusal> in
            Self.makeRoom(in: &states, capacity, at: now)
            for row in rows {
                let state = states[row.scope] ?? State(requests: Pacer(at: now), tokens: Pacer(at: now))
                states[row.scope] = state
                if let limit = row.limit.concurrent, state.running >= limit {
                    return .failure(Self.refusal(row, .concurrent, .seconds(1), rows, states, now))
                }
                guard let limit = row.limit.requestsPerMinute else { continue }
                let wait = state.requests.wait(for: 1, limit: limit, at: now)
                if wait > .zero { return .failure(Self.refusal(row, .requests, wait, rows, states, now)) }
            }
            for row in rows {
                states[row.scope]?.running += 1
                if let limit = row.limit.requestsPerMinute {
                    states[row.scope]?.requests.take(1, limit: limit, at: now)
                }
            }
            return .success(Permit(rows: rows, standing: Self.standing(rows, states, now)))
        }
        return try result.get()
    }

    /// Counts what is known of a request once it was read: about how many tokens it will cost, and whether it streams.
    package func charge(
        _ permit: inout Permit, tokens: Int, isStream: Bool, at now: ContinuousClock.Instant = .now
    ) throws(RateRefusal) {
        let rows = permit.rows
        let result = states.withLock { states -> Result<([LimitScope: Charge], RateStanding), RateRefusal> in
            for row in rows {
                guard let state = states[row.scope] else { continue }
                if isStream, let limit = row.limit.streams, state.streams >= limit {
                    return .failure(Self.refusal(row, .streams, .seconds(1), rows, states, now))
                }
                guard let limit = row.limit.tokensPerMinute else { continue }
                let wait = state.tokens.wait(for: tokens, limit: limit, at: now)
                if wait > .zero { return .failure(Self.refusal(row, .tokens, wait, rows, states, now)) }
            }
            var charges: [LimitScope: Charge] = [:]
            for row in rows {
                guard var state = states[row.scope] else { continue }
                if isStream { state.streams += 1 }
                if let limit = row.limit.tokensPerMinute {
                    let most = limit.multipliedReportingOverflow(by: Self.mostMinutes)
                    let counted = most.overflow ? tokens : min(tokens, most.partialValue)
                    state.tokens.take(counted, limit: limit, at: now)
                    charges[row.scope] = Charge(tokens: counted, end: state.tokens.due)
                }
                states[row.scope] = state
            }
            return .success((charges, Self.standing(rows, states, now)))
        }
        (permit.charges, permit.standing) = try result.get()
        permit.isStream = isStream
    }

    /// The request has ended; `tokens` is what it cost.
    package func release(_ permit: Permit, tokens: Int, at now: ContinuousClock.Instant = .now) {
        states.withLock { states in
            for row in permit.rows {
                guard var state = states[row.scope] else { continue }
                state.running = max(0, state.running - 1)
                if permit.isStream { state.streams = max(0, state.streams - 1) }
                if let limit = row.limit.tokensPerMinute {
                    let charge = permit.charges[row.scope] ?? Charge(tokens: 0, end: now)
                    if tokens > charge.tokens {
                        state.tokens.take(tokens - charge.tokens, limit: limit, at: now)
                    } else {
                        state.tokens.giveBack(
                            charge.tokens - tokens, takenUpTo: charge.end, limit: limit, at: now)
                    }
                }
                states[row.scope] = state
            }
        }
    }

    private static func standing(
        _ rows: [RateTable.Row], _ states: [LimitScope: State], _ now: ContinuousClock.Instant
    ) -> RateStanding {
        var standing = RateStanding()
        for row in rows {
            guard let state = states[row.scope] else { continue }
            let meter = { (limit: Int?, pacer: Pacer) in
                limit.map {
                    RateStanding.Meter(
                        limit: $0, left: pacer.left(limit: $0, at: now), reset: pacer.reset(at: now))
                }
            }
            standing.tighten(
                requests: meter(row.limit.requestsPerMinute, state.requests),
                tokens: meter(row.limit.tokensPerMinute, state.tokens))
        }
        return standing
    }

    private static func refusal(
        _ row: RateTable.Row, _ kind: RateRefusal.Kind, _ wait: Duration, _ rows: [RateTable.Row],
        _ states: [LimitScope: State], _ now: ContinuousClock.Instant
    ) -> RateRefusal {
        RateRefusal(scope: row.scope, kind: kind, retryAfter: wait, standing: standing(rows, states, now))
    }

    /// Rare, and each time it makes room for many.
    private static func makeRoom(
        in states: inout [LimitScope: State], _ capacity: Int, at now: ContinuousClock.Instant
    ) {
        guard states.count >= capacity else { return }
        states = states.filter { !$0.value.isIdle(at: now) }
        guard states.count > capacity / 2 else { return }
        let resting = states.filter { $0.value.running == 0 }.sorted { $0.value.due < $1.value.due }
        for (scope, _) in resting.prefix(states.count - capacity / 2) { states[scope] = nil }
    }
}
