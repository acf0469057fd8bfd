// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Policy
import PrivacyCore
import Providers
import Routing
import Telemetry

/// Steps 5 to 8 for one upstream after the other, until one answers.
extension RequestPipeline {
    /// Chooses the first upstream to try and makes what it gets, on record. To be called on a thread for computing, where the
    /// request has been made ready, so that it changes threads once before it leaves.
    ///
    /// - Parameter earlier: how often the request went out before; a second run is a retry and no request of its own.
    func firstTurn(
        of ready: ReadyRequest, after earlier: Int = 0
    ) async throws(GatewayError) -> (turn: Turn, others: Turns) {
        // Before its place at the upstream is taken: it holds none while it is computed.
        let early = await sanitized(ready, for: ready.candidates.first)
        if earlier == 0 { gateway.board.countRequest(snapshot.routing.retries) }
        var turns = Turns(ready, snapshot.routing, gateway.board, after: earlier)
        let attempt = try await turns.first()
        if earlier > 0 { gateway.metrics.routing.retries.add(1, attempt.target.upstream.id.rawValue) }
        let isFirst = ready.candidates.first.map { attempt.target.isSamePlace(as: $0) } ?? false
        return (await turn(of: ready, attempt, having: isFirst ? early : nil), turns)
    }

    /// What one upstream would get, or why it cannot get it.
    private func sanitized(
        _ ready: ReadyRequest, for target: RoutedUpstream?
    ) async -> Result<ReadyRequest.Outgoing, GatewayError>? {
        guard let target else { return nil }
        do throws(GatewayError) {
            return .success(try await sanitize(ready, for: target))
        } catch {
            return .failure(error)
        }
    }

    /// What one upstream gets, or why it cannot get it: another one may.
    private func turn(
        of ready: ReadyRequest, _ attempt: Attempt, having early: Result<ReadyRequest.Outgoing, GatewayError>? = nil
    ) async -> Turn {
        let upstream = attempt.target.upstream
        reply.annotate(attempt, isInCountry: !isAbroad(upstream, ready.decision.transfers[upstream.id]))
        do throws(GatewayError) {
            let outgoing: ReadyRequest.Outgoing
            if let early {
                outgoing = try early.get()
            } else {
                outgoing = try await sanitize(ready, for: attempt.target)
            }
            return Turn(attempt: attempt, outgoing: .success(try await commit(outgoing, of: ready, in: attempt)))
        } catch {
            return Turn(attempt: attempt, outgoing: .failure(error))
        }
    }

    /// Tries the candidates in order, from the first turn on. The next one gets its turn when there was no connection, nothing
    /// in time, too many requests (429), an error of the server's own (5xx), or an answer that broke off before any of it went
    /// to the caller; never after that. It gets its turn, too, when an upstream's API has no place for a part of the request,
    /// and nothing was sent to that one.
    func firstAnswer(
        of ready: ReadyRequest, from first: (turn: Turn, others: Turns)
    ) async throws(GatewayError) -> UpstreamAnswer {
        var (turn, turns) = first
        var failures: [GatewayError] = []
        while true {
            let current = turn.attempt
            let answer: UpstreamAnswer?
            let reason: String
            do throws(GatewayError) {
                let given = try await exchange(try turn.outgoing.get(), of: ready, in: current)
                report(given, of: current)
                guard given.isWorthAnother else { return given }
                answer = given
                reason = given.isBroken ? GatewayError.Code.upstreamError.rawValue : "status"
                failures.append(GatewayError(.upstreamUnavailable))
            } catch {
                guard error.isOfThisUpstream else { throw error }
                // What cannot be written for an upstream says nothing about it.
                if error.code != .unsupportedParameter { current.permit.report(success: false) }
                answer = nil
                reason = error.code.rawValue
                failures.append(error)
            }
            let wasSent = failures.last?.code != .unsupportedParameter
            guard let next = turns.next(after: current, costs: wasSent) else {
                if let answer { return answer }
                throw GatewayError(failures, ofAll: ready.candidates.count)
            }
            let (from, to) = (current.target.upstream.id.rawValue, next.target.upstream.id.rawValue)
            gateway.metrics.fallbacks.add(1, from, to, reason)
            if wasSent { gateway.metrics.routing.retries.add(1, to) }
            current.permit.release()
            turn = try await gateway.scans.prepare { () async throws(GatewayError) in
                await self.turn(of: ready, next)
            }
        }
    }

    /// What an answer's beginning says about its upstream.
    private func report(_ answer: UpstreamAnswer, of attempt: Attempt) {
        let status = answer.response.status
        if [429, 503].contains(status), let seconds = answer.response.retryAfter {
            attempt.permit.hold(seconds: seconds)
        }
        // Too many requests: it lives, and has said what it wants.
        guard status != 429 else { return }
        attempt.permit.report(success: status < 500 && !answer.isBroken)
    }
}

/// One upstream's turn: what it gets, or why it cannot get it.
struct Turn: Sendable {
    let attempt: Attempt
    let outgoing: Result<OutgoingExchange, GatewayError>
}

/// Whose turn it is.
struct Turns: Sendable {
    private var rest: ArraySlice<RoutedUpstream>
    private let options: RoutingOptions
    private let board: UpstreamBoard
    private let allowsFallbacks: Bool
    private let earlier: Int
    private var retries: Int

    init(_ ready: ReadyRequest, _ options: RoutingOptions, _ board: UpstreamBoard, after earlier: Int) {
        rest = ready.candidates[...]
        (self.earlier, retries) = (earlier, earlier)
        self.options = options
        self.board = board
        allowsFallbacks = ready.allowsFallbacks
    }

    /// The first that takes the request; where all are at their limit, it waits for the first place. Throws
    /// `.upstreamUnavailable` with the time after which it is worth another try.
    mutating func first() async throws(GatewayError) -> Attempt {
        let candidates = rest
        var full: [RoutedUpstream] = []
        var soonest: Duration?
        for (place, target) in zip(candidates.indices, candidates) {
            switch board.admit(target.upstream.profile, options) {
            case .success(let permit): return begin(target, permit, at: place)
            case .failure(.full): full.append(target)
            case .failure(.out(let time)): soonest = [soonest, time].compactMap(\.self).min()
            }
        }
        if !full.isEmpty {
            let permit = await board.waitForPlace(at: full.map(\.upstream.profile), options)
            guard let permit else {
                if Task.isCancelled { throw GatewayError(.callerGone) }
                throw GatewayError(
                    .upstreamUnavailable, "All of them are at the limit of requests at once.", retryAfter: 1)
            }
            if let place = candidates.firstIndex(where: { $0.upstream.id == permit.upstream }) {
                return begin(candidates[place], permit, at: place)
            }
        }
        // Nobody is in rotation: better one request that finds out than none.
        for (place, target) in zip(candidates.indices, candidates) {
            if case .success(let permit) = board.admit(target.upstream.profile, options, early: true) {
                return begin(target, permit, at: place)
            }
        }
        let seconds = soonest.map { max(1, Int(($0 / .seconds(1)).rounded(.up))) } ?? 1
        throw GatewayError(.upstreamUnavailable, retryAfter: seconds)
    }

    /// The next that takes the request at once; `nil` where none does, or no more may be tried. `costs`: whether the one before
    /// was sent anything.
    mutating func next(after attempt: Attempt, costs: Bool) -> Attempt? {
        guard allowsFallbacks, !costs || retries < options.retries.perRequest else { return nil }
        // Before anybody is asked: to be admitted and then not to go there would be a trial that tells nothing.
        guard !rest.isEmpty, !costs || board.takeRetry() else { return nil }
        // Where nobody that is left is in rotation, one of them may still try early; one that is full is in rotation.
        var isFull = false
        let found = admitted(isFull: &isFull) ?? (isFull ? nil : admitted(early: true, isFull: &isFull))
        guard let (place, permit) = found else {
            if costs { board.returnRetry() }
            return nil
        }
        if costs { retries += 1 }
        var target = rest[place]
        target.stand(for: .fallback)
        rest = rest[(place + 1)...]
        return Attempt(target: target, permit: permit, number: attempt.number + 1)
    }

    /// The first of the rest that takes it. `isFull`: whether one is at its limit.
    private func admitted(early: Bool = false, isFull: inout Bool) -> (place: Int, permit: UpstreamPermit)? {
        for (place, target) in zip(rest.indices, rest) {
            switch board.admit(target.upstream.profile, options, early: early) {
            case .success(let permit): return (place, permit)
            case .failure(let refusal): isFull = isFull || refusal == .full
            }
        }
        return nil
    }

    private mutating func begin(_ target: RoutedUpstream, _ permit: UpstreamPermit, at place: Int) -> Attempt {
        var target = target
        if place > rest.startIndex { target.stand(for: .health) }
        rest = rest[(place + 1)...]
        return Attempt(target: target, permit: permit, number: earlier + 1)
    }
}

extension ReadyRequest {
    /// Whether it may go out more than once. With an order, those named in it are each other's fallback, and others are
    /// left out already.
    var allowsFallbacks: Bool { request.routing.preferences.map { $0.allowsFallbacks || !$0.order.isEmpty } ?? true }
}

extension UpstreamAnswer {
    /// Whether another upstream may do better, while nothing of this one has gone to the caller.
    var isWorthAnother: Bool { response.status >= 500 || response.status == 429 || isBroken }
}

extension GatewayError {
    /// Whether another upstream may do better.
    var isOfThisUpstream: Bool {
        [.upstreamUnavailable, .upstreamTimeout, .upstreamError, .unsupportedParameter].contains(code)
    }

    /// One error for all: the first, where there is one only or nothing could be sent to any.
    fileprivate init(_ failures: [GatewayError], ofAll candidates: Int) {
        guard let first = failures.first, failures.allSatisfy({ $0 == first }),
            candidates == 1 || first.code == .unsupportedParameter
        else {
            self.init(.upstreamUnavailable)
            return
        }
        self = first
    }
}
