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

        func isIdle(at now: ContinuousClock.Instant) -> Bool {
            running == 0 && requests.reset(at: now) == .zero && tokens.reset(at: now) == .zero
        }
    }

    /// What has to be given back when the request ends.
    package struct Permit: Sendable {
        fileprivate let rows: [RateTable.Row]
        fileprivate var tokens = 0
        fileprivate var isStream = false
        package fileprivate(set) var standing: RateStanding
    }

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
        let result = states.withLock { states -> Result<RateStanding, RateRefusal> in
            for row in rows {
                guard let state = states[row.scope] else { continue }
                if isStream, let limit = row.limit.streams, state.streams >= limit {
                    return .failure(Self.refusal(row, .streams, .seconds(1), rows, states, now))
                }
                guard let limit = row.limit.tokensPerMinute else { continue }
                let wait = state.tokens.wait(for: tokens, limit: limit, at: now)
                if wait > .zero { return .failure(Self.refusal(row, .tokens, wait, rows, states, now)) }
            }
            Self.count(tokens, isStream ? 1 : 0, rows, &states, now)
            return .success(Self.standing(rows, states, now))
        }
        permit.standing = try result.get()
        permit.tokens = tokens
        permit.isStream = isStream
    }

    /// The request has ended; `tokens` is what it cost.
    package func release(_ permit: Permit, tokens: Int, at now: ContinuousClock.Instant = .now) {
        states.withLock { states in
            for row in permit.rows {
                guard let running = states[row.scope]?.running else { continue }
                states[row.scope]?.running = max(0, running - 1)
            }
            Self.count(tokens - permit.tokens, permit.isStream ? -1 : 0, permit.rows, &states, now)
        }
    }

    private static func count(
        _ tokens: Int, _ streams: Int, _ rows: [RateTable.Row], _ states: inout [LimitScope: State],
        _ now: ContinuousClock.Instant
    ) {
        for row in rows {
            guard let running = states[row.scope]?.streams else { continue }
            states[row.scope]?.streams = max(0, running + streams)
            if let limit = row.limit.tokensPerMinute { states[row.scope]?.tokens.take(tokens, limit: limit, at: now) }
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
        let resting = states.filter { $0.value.running == 0 }.sorted { $0.value.requests.due < $1.value.requests.due }
        for (scope, _) in resting.prefix(states.count - capacity / 2) { states[scope] = nil }
    }
}
