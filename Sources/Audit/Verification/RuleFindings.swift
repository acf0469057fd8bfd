// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Findings about the order of records, all counted and the first of them named.
package struct RuleFindings: Sendable, Equatable {
    /// What the order of records should have been and was not.
    package enum Rule: String, Sendable {
        case unclosed = "decided and never closed"
        case decidedTwice = "decided twice"
        case reroutedUndecided = "rerouted without a decision"
        case closedUndecided = "closed without a decision"
        case closedTwice = "closed twice"
        case restoredBeyondGrant = "restored more than the grant allows"
        case tooManyOpen = "too many requests open at once to follow"
    }

    /// One request and the record where it showed.
    package struct Finding: Sendable, Equatable {
        package let rule: Rule
        package let request: String
        package let sequence: UInt64

        package init(rule: Rule, request: String, sequence: UInt64) {
            self.rule = rule
            self.request = request
            self.sequence = sequence
        }
    }

    package private(set) var count = 0
    package private(set) var named: [Finding] = []

    mutating func add(_ rule: Rule, request: String, sequence: UInt64) {
        count += 1
        guard named.count < TwoPhaseLedger.mostNamed else { return }
        named.append(Finding(rule: rule, request: request, sequence: sequence))
    }

    mutating func addUnnamed(_ more: Int) { count += more }
}
