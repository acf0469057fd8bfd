// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// What an operator should know of where one upstream is: whether its route is open, what is missing, what expires soon.
/// For `zavesa providers` and `zavesa config check`; names and days, nothing of data.
package struct PlaceReview: Sendable, Equatable {
    package enum State: Sendable, Equatable {
        /// In the country, for whatever policy lets through.
        case home
        /// Abroad, and not named in `policy.foreign.upstreams`: closed on purpose.
        case unnamed
        /// Abroad, and open.
        case open(TransferMechanism)
        /// In the country, or abroad, for requests without personal data or tokens of it alone.
        case impersonalOnly(TransferRefusal)
        /// Closed to every request.
        case closed(TransferRefusal)
    }

    /// A paper that ends within the days looked ahead.
    package struct Expiry: Sendable, Equatable {
        /// The key of the settings, or the version of a list.
        package let what: String
        /// Its last day.
        package let day: CalendarDay
    }

    package let upstream: UpstreamFacts
    package let state: State
    package let isAbroad: Bool
    package let expiring: [Expiry]

    /// Whether nothing at all goes there.
    package var isClosed: Bool {
        guard case .closed = state else { return false }
        return true
    }

    /// Whether somebody has to do something: the operator wants the route, and it is not open to what a gateway sends.
    package var needsWork: Bool {
        switch state {
        case .closed, .impersonalOnly: true
        case .home, .unnamed, .open: false
        }
    }
}

extension PolicyEngine {
    /// Looks at upstreams as the law of the home does on a day. Papers that end within `ahead` days are named.
    package func review(_ upstreams: [UpstreamFacts], on day: CalendarDay, ahead: Int = 30) -> [PlaceReview] {
        upstreams.map { upstream in
            let tokens = TransferPayload(left: .c1, holdsPersonalData: true)
            let plain = TransferPayload(left: .c1, holdsPersonalData: false)
            let (first, second) = (judge(upstream, tokens, day), judge(upstream, plain, day))
            let isNamed = routing.foreignUpstreams.contains(upstream.id)
            let state: PlaceReview.State =
                switch (first.outcome, second.outcome) {
                case (_, _) where first.isAbroad && !isNamed: .unnamed
                case (.inCountry, _): .home
                case (.allowed(let mechanism), _): .open(mechanism)
                case (.refused(let refusal), .refused): .closed(refusal)
                case (.refused(let refusal), _): .impersonalOnly(refusal)
                }
            let isWanted = !first.isAbroad || isNamed
            return PlaceReview(
                upstream: upstream, state: state, isAbroad: first.isAbroad,
                expiring: isWanted ? expiries(of: upstream, isAbroad: first.isAbroad, day, ahead) : [])
        }
    }

    private func judge(_ upstream: UpstreamFacts, _ payload: TransferPayload, _ day: CalendarDay) -> TransferJudgement {
        let destination = TransferDestination(endpoint: upstream.country, provider: upstream.provider)
        return routing.gate.judge(destination, carrying: payload, on: day)
    }

    private func expiries(
        of upstream: UpstreamFacts, isAbroad: Bool, _ day: CalendarDay, _ ahead: Int
    ) -> [PlaceReview.Expiry] {
        var ends: [(String, CalendarDay?)] = [("agreement.valid_to", upstream.provider?.agreement?.validTo)]
        if isAbroad {
            let transfer = upstream.provider?.transfer
            ends += [
                ("transfer.assessment_valid_to", transfer?.assessmentValidTo),
                ("transfer.permit_valid_to", transfer?.permitValidTo),
            ]
            ends += routing.gate.regimes.map {
                ("list \($0.list(on: day)?.version ?? $0.id)", $0.list(on: day)?.validTo)
            }
        }
        return ends.compactMap { what, end in
            guard let end, end >= day, end <= day.adding(days: ahead) else { return nil }
            return PlaceReview.Expiry(what: what, day: end)
        }
    }
}
