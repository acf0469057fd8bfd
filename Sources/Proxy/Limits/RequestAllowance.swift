// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Limits
import PrivacyCore
import Providers
import Pseudonymization
import Synchronization

/// What one request may use: let in by the rates, reserved in the budgets before each sending, settled once at its end.
final class RequestAllowance: Sendable {
    private struct State {
        var permit: RateLimiter.Permit?
        var demand = OutputDemand()
        /// What each answer of it counts as at most, in tokens.
        var outputTokens = 0
        var held: (reservation: BudgetLedger.Reservation, amount: BudgetAmount, upstream: Upstream)?
        /// What the upstream of `held` may have done for it.
        var work = Work.none
        /// A careful guess of what went in, for a request that nobody answered.
        var typicalInput = 0
        /// Whether the gateway ended the answer where the reservation did.
        var isLimited = false
        /// What runs before this one cost, in tokens.
        var earlierTokens = 0

        /// What the last attempt may cost whose answer is not counted.
        var uncounted: BudgetAmount {
            guard let held else { return .zero }
            return switch work {
            case .none: .zero
            case .input: held.upstream.amount(input: typicalInput, output: 0).intersection(held.amount)
            case .everything: held.amount
            }
        }
    }

    /// What an upstream whose answer is not counted may ask for all the same.
    enum Work {
        /// It got nothing, or refused it.
        case none
        /// It has read what went in.
        case input
        /// It has said more than anybody reads.
        case everything
    }

    private let limiter: RateLimiter
    private let ledger: BudgetLedger?
    private let table: LimitTable
    private let budgets: [Budget]
    private let rows: [RateTable.Row]
    private let state = Mutex(State())

    init(_ gateway: Gateway, _ table: LimitTable, for caller: Caller) {
        limiter = gateway.limiter
        ledger = gateway.ledger
        self.table = table
        budgets = table.budgets(of: caller.id, in: caller.tenant)
        rows = table.rates.rows(of: caller.id, in: caller.tenant)
    }

    /// How much is left of the rates; `nil` before `admit`.
    var standing: RateStanding? { state.withLock { $0.permit?.standing } }

    /// Lets the request in, before anything is done for it.
    func admit() throws(RateRefusal) {
        guard !rows.isEmpty else { return }
        let permit = try limiter.admit(rows)
        state.withLock { $0.permit = permit }
    }

    /// Counts what is known of it once it was read.
    func charge(_ request: ParsedRequest, to endpoint: Endpoint) throws(RateRefusal) {
        let answer = request.outputDemand.tokens ?? table.outputTokens
        // Capped, because the product of two numbers that a caller wrote fits into no sum, and no answer is that long.
        let output =
            endpoint.isAnsweredInText ? min(Self.longest, Self.product(answer, request.outputDemand.choices)) : 0
        let permit = state.withLock { state in
            state.demand = request.outputDemand
            state.outputTokens = output
            return state.permit
        }
        guard var permit, endpoint.isMetered else { return }
        let tokens = TokenEstimate.typical(bytes: request.body.count) + output
        try limiter.charge(&permit, tokens: tokens, isStream: request.isStreaming)
        state.withLock { [permit] in $0.permit = permit }
    }

    /// Reserves the most that sending these bytes to an upstream can cost, in place of what an earlier attempt reserved:
    /// each token of the input is a byte at least, and the answer as long as it may get.
    func reserve(
        sending bytes: Int, of request: ParsedRequest, to upstream: Upstream, at endpoint: Endpoint
    ) async throws(BudgetError) {
        guard let ledger, !budgets.isEmpty, endpoint.isMetered else { return }
        try await release(ledger)
        let media = request.residue.subtracting([.number]).isEmpty ? 0 : table.mediaTokens
        let input = TokenEstimate.atMost(bytes: bytes) + media
        let output = state.withLock { $0.outputTokens }
        let amount = upstream.amount(input: input, output: output)
        let reservation = try await ledger.reserve(amount, in: budgets, at: Self.now)
        state.withLock { state in
            state.held = (reservation, amount, upstream)
            state.work = .none
            state.typicalInput = TokenEstimate.typical(bytes: bytes)
        }
    }

    /// Where a streamed answer ends at the latest; `nil` without a budget.
    var streamLimit: StreamLimit? {
        state.withLock { state in
            guard state.held != nil else { return nil }
            return StreamLimit(
                outputTokens: state.outputTokens, inputTokens: state.typicalInput,
                includesUsage: state.demand.includesUsage)
        }
    }

    /// The gateway has ended the answer at its limit.
    func reachedLimit() { state.withLock { $0.isLimited = true } }

    /// Says what the upstream may have done for what it was sent last.
    func note(_ work: Work) { state.withLock { $0.work = work } }

    /// Settles a run whose answer is counted, before another one is reserved for. The caller pays for both.
    func settleRun(_ usage: TokenUsage) async throws(BudgetError) {
        let held = state.withLock { state in
            defer { (state.held, state.work) = (nil, .none) }
            state.earlierTokens += usage.input + usage.output
            return state.held
        }
        guard let ledger, let held else { return }
        try await ledger.settle(held.reservation, used: Self.used(usage, of: held.amount, at: held.upstream))
    }

    /// Settles all at the end. `usage` is `nil` where no answer was counted; what the upstream may have done counts then.
    func settle(_ usage: TokenUsage?) async throws(BudgetError) {
        let state = self.state.withLock { state in
            defer { (state.permit, state.held) = (nil, nil) }
            return state
        }
        if let permit = state.permit {
            limiter.release(permit, tokens: state.earlierTokens + (usage.map { $0.input + $0.output } ?? 0))
        }
        guard let ledger, let held = state.held else { return }
        var used = state.uncounted
        if let usage {
            used = state.isLimited ? held.amount : Self.used(usage, of: held.amount, at: held.upstream)
        }
        try await ledger.settle(held.reservation, used: used)
    }

    /// What the vendor counts is what it asks for. Our guess is never more than what was reserved.
    private static func used(
        _ usage: TokenUsage, of reserved: BudgetAmount, at upstream: Upstream
    ) -> BudgetAmount {
        let amount = upstream.amount(input: usage.input, output: usage.output)
        return usage.isEstimated ? amount.intersection(reserved) : amount
    }

    /// Gives back what an attempt reserved that another one takes the place of, but for what it may cost.
    private func release(_ ledger: BudgetLedger) async throws(BudgetError) {
        let before = state.withLock { state in
            defer { state.held = nil }
            return state
        }
        guard let held = before.held else { return }
        try await ledger.settle(held.reservation, used: before.uncounted)
    }

    /// Seconds since 1970.
    static var now: Int { Int(Date.now.timeIntervalSince1970) }

    /// More tokens than any request gets.
    private static let longest = 1_000_000_000_000

    private static func product(_ left: Int, _ right: Int) -> Int {
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        return overflow ? .max : product
    }
}

extension Endpoint {
    /// Whether what comes back costs by its length.
    fileprivate var isAnsweredInText: Bool { name != "embeddings" }
}

extension Upstream {
    /// What so many tokens cost here.
    fileprivate func amount(input: Int, output: Int) -> BudgetAmount {
        let tokens = BudgetAmount(tokens: input) + BudgetAmount(tokens: output)
        return BudgetAmount(tokens: tokens.tokens, micros: costRate?.micros(input: input, output: output) ?? 0)
    }
}
