// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// Times of credentials, in seconds since 1970, as people write them.
package enum Moment {
    /// Reads `2027-01-31` (the day's beginning) or `2027-01-31T12:00:00Z`, both UTC; `nil` for anything else.
    package static func seconds(of text: String) -> Int64? {
        let whole = text.utf8.count == 10 ? text + "T00:00:00Z" : text
        guard whole.utf8.count == 20, let date = try? Date(whole, strategy: .iso8601) else { return nil }
        return Int64(date.timeIntervalSince1970)
    }

    /// Writes `2027-01-31T12:00:00Z`.
    package static func text(of seconds: Int64) -> String {
        Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
    }

    /// The time now.
    package static var now: Int64 { Int64(Date.now.timeIntervalSince1970) }
}
