// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import HTTPTypes
import Limits
import Providers

/// What the vendors' SDKs read of rates: OpenAI's `x-ratelimit-…`, Anthropic's `anthropic-ratelimit-…`.
struct RateHeaders {
    private(set) var fields: [(name: HTTPField.Name, value: String)] = []

    init(_ standing: RateStanding, in dialect: Dialect) {
        for (name, meter) in [("requests", standing.requests), ("tokens", standing.tokens)] {
            guard let meter else { continue }
            if dialect == .anthropic {
                add("anthropic-ratelimit-\(name)-limit", String(meter.limit))
                add("anthropic-ratelimit-\(name)-remaining", String(meter.left))
                let reset = Date.now.addingTimeInterval(meter.reset / .seconds(1))
                add("anthropic-ratelimit-\(name)-reset", reset.formatted(.iso8601))
            } else {
                add("x-ratelimit-limit-\(name)", String(meter.limit))
                add("x-ratelimit-remaining-\(name)", String(meter.left))
                add("x-ratelimit-reset-\(name)", Self.text(of: meter.reset))
            }
        }
    }

    private mutating func add(_ name: String, _ value: String) {
        // Constants of this file: always valid names.
        if let name = HTTPField.Name(name) { fields.append((name, value)) }
    }

    /// A duration as OpenAI writes it: `250ms`, `12s`, `6m0s`.
    static func text(of duration: Duration) -> String {
        let milliseconds = duration.count(of: .milliseconds(1))
        if milliseconds < 1_000 { return "\(milliseconds)ms" }
        let seconds = (milliseconds + 999) / 1_000
        return seconds < 60 ? "\(seconds)s" : "\(seconds / 60)m\(seconds % 60)s"
    }
}

extension Duration {
    /// How many units it lasts, rounded up; of one that no number holds the most that is ever told.
    func count(of unit: Duration) -> Int { Int(min(max(0, (self / unit).rounded(.up)), 1e15)) }
}
