// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// One case of `zavesa policy test`: a request, and what the policy is expected to make of it.
package struct PolicyCase: Sendable {
    /// What is expected; a part that is not written may be anything.
    package struct Expectation: Sendable, Equatable {
        package var inputClass: DataClass?
        package var residualClass: DataClass?
        /// The action for each of these types, which have to be found.
        package var actions: [EntityType: ProtectiveAction] = [:]
        /// Types that must not be found.
        package var absent: Set<EntityType> = []
        /// The upstreams allowed, in order.
        package var allowed: [String]?
        package var refusal: RefusalWord?
        package var answer: PolicyDecision.AnswerRule?
    }

    /// How a case says whether a request is refused.
    package enum RefusalWord: String, Sendable, CaseIterable {
        case none, blocked
        case noRoute = "no_route"

        init(_ refusal: PolicyDecision.Refusal?) {
            switch refusal {
            case nil: self = .none
            case .blocked: self = .blocked
            case .noLawfulRoute: self = .noRoute
            }
        }
    }

    /// What the file calls it; written by the operator, as are the texts.
    package let name: String
    /// The texts of the request, one for each message.
    package let texts: [String]
    /// What is known beside the texts; `scripts` is read off them.
    package let facts: RequestFacts
    /// Whether the file names upstreams for it; where not, those of the settings stand.
    package let hasOwnUpstreams: Bool
    package let expectation: Expectation

    /// What is not as expected, a sentence each; empty where all is.
    package func failures(of explanation: PolicyExplanation) -> [String] {
        let decision = explanation.decision
        var failures: [String] = []
        let compare = { (what: String, expected: String?, actual: String) in
            guard let expected, expected != actual else { return }
            failures.append("\(what): expected \(expected), is \(actual)")
        }
        compare("class", expectation.inputClass?.rawValue, decision.inputClass.rawValue)
        compare("residual", expectation.residualClass?.rawValue, decision.residualClass.rawValue)
        for (type, action) in expectation.actions.sorted(by: { $0.key < $1.key }) {
            let found = explanation.findings.first { $0.type == type }
            compare("action for \(type)", action.rawValue, found?.action.rawValue ?? "nothing: it is not found")
        }
        for finding in explanation.findings where expectation.absent.contains(finding.type) {
            failures.append("\(finding.type): expected none, found \(finding.count)")
        }
        let list = { (names: [String]) in names.isEmpty ? "none" : names.joined(separator: ", ") }
        compare("allowed", expectation.allowed.map(list), list(decision.allowed.map(\.rawValue)))
        compare("refusal", expectation.refusal?.rawValue, RefusalWord(decision.refusal).rawValue)
        compare("answer", expectation.answer?.rawValue, decision.answerRule.rawValue)
        return failures
    }
}
