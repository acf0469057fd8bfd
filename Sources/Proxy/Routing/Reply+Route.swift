// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import PrivacyCore

extension Reply {
    /// Tells the caller where its answer comes from: the upstream's configured name, whether that is in the country, why
    /// it was chosen, and which attempt it was. No rule and nothing of the data.
    func annotate(_ attempt: Attempt, isInCountry: Bool) {
        annotate(routeOf: attempt, isInCountry: isInCountry)
        annotate(.attempts, String(attempt.number))
    }

    /// The same where more attempts were made than this one, and their number stands already.
    func annotate(routeOf attempt: Attempt, isInCountry: Bool) {
        let place = isInCountry ? "in_country" : "foreign"
        annotate(.route, "\(attempt.target.upstream.id); \(place); \(attempt.target.reason.rawValue)")
    }
}
