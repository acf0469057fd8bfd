// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Limits

/// What a limit that was met means to the caller.
extension GatewayError {
    init(_ refusal: RateRefusal) {
        let detail =
            switch refusal.kind {
            case .requests: "The requests of this minute are used up."
            case .tokens: "The tokens of this minute are used up."
            case .concurrent: "As many requests as are allowed at once are running."
            case .streams: "As many streams as are allowed at once are running."
            }
        self.init(.rateLimited, detail, retryAfter: max(1, refusal.retryAfter.count(of: .seconds(1))))
    }

    init(_ error: BudgetError) {
        switch error.code {
        case .exhausted(let scope, let seconds):
            let whose =
                switch scope {
                case .everybody: "The budget of this gateway"
                case .tenant: "The budget of this organisation"
                case .caller: "The budget of this caller"
                }
            self.init(.budgetExhausted, "\(whose) does not hold what it may cost.", retryAfter: seconds)
        case .unavailable: self.init(.protectionUnavailable, "Budgets cannot be written.")
        }
    }
}
