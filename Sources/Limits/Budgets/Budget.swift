// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How much a scope may use in a period. Hard: what would pass it is not sent.
package struct Budget: Sendable, Equatable {
    package enum Period: String, Sendable, CaseIterable { case day, month }

    package let scope: LimitScope
    package let period: Period
    /// Tokens, in and out; `nil` sets no limit.
    package let tokens: Int?
    /// Money in millionths; `nil` sets no limit.
    package let micros: Int?
    /// Where the day begins: seconds east of Greenwich.
    package let zoneOffset: Int

    package init(
        scope: LimitScope, period: Period, tokens: Int? = nil, micros: Int? = nil, zoneOffset: Int = 0
    ) {
        self.scope = scope
        self.period = period
        self.tokens = tokens
        self.micros = micros
        self.zoneOffset = zoneOffset
    }

    /// The most it allows.
    package var cap: BudgetAmount { BudgetAmount(tokens: tokens ?? .max, micros: micros ?? .max) }

    /// Of an amount, what it counts.
    func counted(_ amount: BudgetAmount) -> BudgetAmount {
        BudgetAmount(tokens: tokens == nil ? 0 : amount.tokens, micros: micros == nil ? 0 : amount.micros)
    }

    /// By how much its durable grant runs ahead of what is used: a hundredth of it.
    var chunk: BudgetAmount {
        BudgetAmount(tokens: tokens.map { $0 / 100 + 1 } ?? 0, micros: micros.map { $0 / 100 + 1 } ?? 0)
    }

    /// The account of a moment, given in seconds since 1970.
    package func key(at seconds: Int) -> BudgetKey {
        let date = CivilDate(daysSince1970: floorDivision(seconds + zoneOffset, 86_400))
        return BudgetKey(
            budget: "\(period.rawValue) \(scope)", period: period == .day ? date.text : String(date.text.prefix(7)))
    }

    /// When the period that holds a moment ends, in seconds since 1970.
    package func end(after seconds: Int) -> Int {
        let day = floorDivision(seconds + zoneOffset, 86_400)
        var next = day + 1
        if period == .month {
            let month = CivilDate(daysSince1970: day).text.prefix(7)
            while CivilDate(daysSince1970: next).text.prefix(7) == month { next += 1 }
        }
        return next * 86_400 - zoneOffset
    }

    private func floorDivision(_ number: Int, _ divisor: Int) -> Int {
        let (quotient, rest) = number.quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }
}

/// Whose account, and of which period.
package struct BudgetKey: Sendable, Hashable {
    /// Period and scope, such as `month tenant:acme`.
    package let budget: String
    /// `2026-11` or `2026-11-29`.
    package let period: String

    package init(budget: String, period: String) {
        self.budget = budget
        self.period = period
    }
}

/// A day of the calendar (H. Hinnant, "chrono-compatible low-level date algorithms").
struct CivilDate {
    /// `2026-11-29`
    let text: String

    init(daysSince1970 days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        text = "\(year)-\(Self.padded(month))-\(Self.padded(day))"
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
