// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Synchronization

extension UpstreamBoard {
    /// Waits for a place at one of the upstreams, the first choice first; `nil` when the line is full, the time is over or the
    /// task is cancelled.
    package func waitForPlace(
        at profiles: [UpstreamProfile], _ options: RoutingOptions
    ) async -> UpstreamPermit? {
        let ticket = state.withLock { $0.line.ticket() }
        let timer = Task { [weak self] in
            await self?.look(at: profiles, for: options.queue.wait)
            self?.leaveLine(ticket)
        }
        defer { timer.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { place in
                let waiter = WaitingLine.Waiter(ticket: ticket, profiles: profiles, options: options, place: place)
                switch enter(waiter) {
                // Those before it may have a place by now: an upstream that was out gives no sign when it is back.
                case .waits: serveLine(for: profiles)
                case .answered(let permit): place.resume(returning: permit)
                }
            }
        } onCancel: {
            leaveLine(ticket)
        }
    }

    /// How many wait.
    package var waiting: Int { state.withLock { $0.line.count } }

    /// A place at an upstream has become free: those who wait for it take it, in their order.
    func serveLine(for id: UpstreamID) {
        while let (waiter, isTrial) = takeFirst(for: id) {
            waiter.place.resume(
                returning: UpstreamPermit(id, isTrial: isTrial, board: self, waiter.options))
        }
    }

    private func serveLine(for profiles: [UpstreamProfile]) {
        for profile in profiles { serveLine(for: profile.id) }
    }

    /// Nobody tells when the time of an upstream that was out is over: whoever waits looks from time to time, until its own
    /// time is over.
    private func look(at profiles: [UpstreamProfile], for patience: Duration) async {
        let end = ContinuousClock.now + patience
        while !Task.isCancelled {
            let left = end - .now
            guard left > .zero else { return }
            try? await Task.sleep(for: min(left, Self.glance))
            serveLine(for: profiles)
        }
    }

    private static let glance = Duration.milliseconds(250)

    private enum Entrance {
        case waits
        case answered(UpstreamPermit?)
    }

    /// Gives a place that has become free since the request asked, nothing where the line is full, or a place in line.
    private func enter(_ waiter: WaitingLine.Waiter) -> Entrance {
        enum Outcome {
            case waits, refused
            case admitted(UpstreamID, isTrial: Bool)
        }
        let now = now
        let isCancelled = Task.isCancelled
        let outcome = state.withLock { state -> Outcome in
            guard !isCancelled else { return .refused }
            for profile in waiter.profiles where !state.line.isWaited(for: profile.id) {
                let answer = state.health[profile.id, default: UpstreamHealth()].admit(profile, early: false, at: now)
                if case .admitted(let isTrial) = answer { return .admitted(profile.id, isTrial: isTrial) }
            }
            guard state.line.count < waiter.options.queue.length else { return .refused }
            state.line.append(waiter)
            return .waits
        }
        switch outcome {
        case .waits: return .waits
        case .refused: return .answered(nil)
        case .admitted(let id, let isTrial):
            return .answered(UpstreamPermit(id, isTrial: isTrial, board: self, waiter.options))
        }
    }

    private func leaveLine(_ ticket: UInt64) {
        state.withLock { $0.line.remove(ticket) }?.place.resume(returning: nil)
    }

    private func takeFirst(for id: UpstreamID) -> (WaitingLine.Waiter, isTrial: Bool)? {
        let now = now
        return state.withLock { state in
            guard let (waiter, profile) = state.line.first(for: id),
                case .admitted(let isTrial) = state.health[id, default: UpstreamHealth()].admit(
                    profile, early: false, at: now)
            else { return nil }
            _ = state.line.remove(waiter.ticket)
            return (waiter, isTrial)
        }
    }
}
