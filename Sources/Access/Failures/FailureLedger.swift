// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Decides which failures get a record of their own: so many a minute, and the rest as a number, so that a flood of them
/// fills neither the audit log nor its queue.
package struct FailureLedger: Sendable {
    private let limit: Int
    private var window: Int64 = 0
    private var written = 0
    private var withheld = 0

    /// - Parameter limit: records a minute.
    package init(limit: Int) { self.limit = limit }

    /// Takes note of a failure. Returns how many a record has to stand for: this one and those withheld before it; `nil`
    /// where this one is withheld too.
    package mutating func note(at now: Int64) -> Int? {
        turn(at: now)
        guard written < limit else {
            withheld += 1
            return nil
        }
        written += 1
        defer { withheld = 0 }
        return withheld + 1
    }

    /// The failures that no record stands for yet, once their minute is over or `isLast`; 0 where there are none.
    package mutating func flush(at now: Int64, isLast: Bool = false) -> Int {
        turn(at: now)
        guard withheld > 0, written < limit || isLast else { return 0 }
        written += 1
        defer { withheld = 0 }
        return withheld
    }

    private mutating func turn(at now: Int64) {
        guard now / 60 != window else { return }
        window = now / 60
        written = 0
    }
}
