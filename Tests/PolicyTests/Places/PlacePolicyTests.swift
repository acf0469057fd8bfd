// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
import PrivacyCore
import StrictYAML
import Testing

/// What places mean for a policy's decision.
@Suite struct PlacePolicyTests {
    private static let policy = "foreign: {upstreams: [named]}"

    private func decide(
        _ found: [String], home: [String] = ["RU"], policy: String = Self.policy, on day: CalendarDay = .today(),
        _ provider: ProviderRecord?
    ) throws -> PolicyDecision {
        let upstream = UpstreamFacts(
            id: PolicySamples.named.id, country: PolicySamples.named.country, provider: provider)
        let facts = RequestFacts(
            tenant: .default, caller: .local, model: nil, hasResidue: false, candidates: [upstream], today: day)
        return try PolicySamples.engine(policy, home: home).decide(
            [found.map { PolicySamples.finding($0) }], given: facts)
    }

    @Test func aNamedUpstreamWithoutPapersGetsNothingAndTheRuleSaysWhy() throws {
        let decision = try decide(["PERSON"], nil)
        #expect(decision.refusal == .noLawfulRoute(becauseOfResidue: false))
        #expect(decision.rules.last == "transfer.provider_missing")
        #expect(decision.transfers[PolicySamples.named.id]?.refusal == .providerMissing)
    }

    @Test func aPaperThatExpiresClosesTheRouteAtMidnight() throws {
        let provider = PlaceSamples.provider { $0.transfer.assessmentValidTo = PlaceSamples.today }
        #expect(try decide(["PERSON"], on: PlaceSamples.today, provider).allowed == [PolicySamples.named.id])
        let decision = try decide(["PERSON"], on: PlaceSamples.today.adding(days: 1), provider)
        #expect(decision.rules.last == "transfer.assessment_expired")
    }

    @Test func withoutAnAgreementOnlyWhatCannotBeTurnedBackGoesThere() throws {
        let provider = PlaceSamples.provider { $0.agreement = nil }
        let redacting = "{\(Self.policy), actions: {types: {PERSON: redact}}}"
        #expect(try decide(["PERSON"], provider).allowed.isEmpty)
        #expect(try decide([], provider).allowed.count == 1)
        #expect(try decide(["PERSON"], policy: redacting, provider).allowed.count == 1)
        #expect(try decide(["PERSON", "EMAIL"], policy: redacting, provider).allowed.isEmpty)
        #expect(try decide(["LITERAL"], provider).allowed.count == 1)
    }

    /// Control: ZV-PRV-01
    @Test(arguments: [
        (ProtectiveAction.tokenize, false), (.hash, false), (.mask, false), (.generalize, false), (.redact, true),
        (.surrogate, true),
    ])
    func whatStillTellsOfAPersonNeedsAnAgreement(action: ProtectiveAction, goes: Bool) throws {
        let provider = PlaceSamples.provider { $0.agreement = nil }
        let policy = "{\(Self.policy), actions: {classes: {C2: \(action.rawValue)}}}"
        #expect(try decide(["PERSON"], policy: policy, provider).allowed.isEmpty == !goes)
    }

    @Test func aStricterActionOfARuleAboutContentOpensNoRouteWithoutAnAgreement() throws {
        let provider = PlaceSamples.provider { $0.agreement = nil }
        for (own, stricter) in [("mask", "tokenize"), ("generalize", "hash"), ("tokenize", "redact")] {
            let rule = "{name: r, when: {types: {PERSON: 2}}, then: {actions: {classes: {C2: \(stricter)}}}}"
            let policy = "{\(Self.policy), actions: {classes: {C2: \(own)}}, rules: [\(rule)]}"
            let decision = try decide(["PERSON", "PERSON"], policy: policy, provider)
            #expect(decision.actions.joined().allSatisfy { $0.rawValue == stricter })
            #expect(decision.allowed.isEmpty)
        }
    }

    @Test func aRuleAboutCountriesKnowsEverybodyWhoGetsTheRequest() throws {
        let rule = "rules: [{name: far, when: {countries: [CN]}, then: {upstreams: none}}]"
        let policy = "{\(Self.policy), \(rule)}"
        let clean = PlaceSamples.provider()
        let owner = PlaceSamples.provider(in: "CN")
        let helper = PlaceSamples.provider {
            $0.subProcessors = [ProviderRecord.SubProcessor(name: "helper", country: PlaceSamples.place("CN"))]
        }
        #expect(try decide([], policy: policy, clean).allowed.count == 1)
        #expect(try decide([], policy: policy, owner).allowed.isEmpty)
        #expect(try decide([], policy: policy, helper).rules.last == "rules.far")
    }

    @Test(arguments: [("RU", "none", true), ("AE", "derogation", false), ("QA", "none", true)])
    func healthStaysWhereTheLawKeepsItAlsoWhenReplaced(home: String, mechanism: String, goes: Bool) throws {
        let policy = "{\(Self.policy), actions: {special_category: tokenize}}"
        let provider = PlaceSamples.provider(mechanism: TransferMechanism(rawValue: mechanism))
        let decision = try decide(["SPECIAL_HEALTH"], home: [home], policy: policy, provider)
        #expect(decision.residualClass == .c1)
        #expect(decision.allowed.isEmpty == !goes)
        #expect(try decide(["PERSON"], home: [home], policy: policy, provider).allowed.count == 1)
        // Where a permit is asked for, it is asked for.
        let without = PlaceSamples.provider(mechanism: TransferMechanism(rawValue: mechanism)) {
            $0.transfer.permit = nil
        }
        let second = try decide(["SPECIAL_HEALTH"], home: [home], policy: policy, without)
        #expect(second.allowed.isEmpty == (home != "RU"))
    }

    @Test func whatALawCallsSensitiveCountsAsThat() throws {
        let clear = "actions: {types: {IBAN: pass}}"
        let russia = try decide(["IBAN"], policy: clear, nil)
        let jordan = try decide(["IBAN"], home: ["JO"], policy: clear, nil)
        #expect(russia.inputClass == .c2 && russia.residualClass == .c2)
        #expect(jordan.inputClass == .c3 && jordan.residualClass == .c3)
    }

    @Test(arguments: [
        ("foreign: {regimes: [ru, xx]}", "no such regime"), ("foreign: {regimes: [eu]}", "in no country of home"),
        ("foreign: {accept_status: [conflict]}", "sourced or knowledge"),
        ("foreign: {accept_stats: []}", "did you mean accept_status?"),
    ])
    func whatPolicySaysOfLawsIsChecked(policy: String, hint: String) {
        let error = #expect(throws: DocumentError.self) { try PolicySamples.engine(policy) }
        #expect(error?.expectation.contains(hint) == true)
    }

    @Test func theDigestKnowsTheLawsOnceSomethingMayGoAbroad() throws {
        let other = try PlaceSamples.laws { $1.replacingOccurrences(of: "[CN, FI]", with: "[CN]") }
        func digest(_ policy: String, _ laws: RegimeLibrary) throws -> String {
            try PolicySamples.engine(policy, laws: laws).digest
        }
        #expect(try digest(Self.policy, other) != digest(Self.policy, PlaceSamples.laws()))
        #expect(try digest("", other) == digest("", PlaceSamples.laws()))
        let accepting = "foreign: {upstreams: [named], accept_status: [sourced, knowledge]}"
        #expect(try digest(accepting, other) != digest(Self.policy, other))
    }

    @Test func aReviewSaysWhatIsMissingAndWhatEndsSoon() throws {
        let engine = try PolicySamples.engine("foreign: {upstreams: [named, bare]}")
        let soon = PlaceSamples.provider { $0.transfer.assessmentValidTo = PlaceSamples.today.adding(days: 30) }
        let later = PlaceSamples.provider { $0.transfer.assessmentValidTo = PlaceSamples.today.adding(days: 31) }
        let unsigned = PlaceSamples.provider(in: "RU", hosting: .inCountry) { $0.agreement = nil }
        func facts(_ name: String, _ code: String, _ provider: ProviderRecord?) -> UpstreamFacts {
            UpstreamFacts(id: UpstreamID(rawValue: name), country: PlaceSamples.place(code), provider: provider)
        }
        let reviews = engine.review(
            [
                facts("home", "RU", nil), facts("named", "US", soon), facts("bare", "US", nil),
                facts("other", "US", later),
                facts("unsigned", "RU", unsigned),
            ], on: PlaceSamples.today)
        #expect(
            reviews.map(\.state) == [
                .home, .open(.none), .closed(.providerMissing), .unnamed, .impersonalOnly(.agreementMissing),
            ])
        #expect(reviews.map(\.needsWork) == [false, false, true, false, true])
        #expect(reviews.map { $0.expiring.map(\.what) } == [[], ["transfer.assessment_valid_to"], [], [], []])
        let text = PlaceReview.text(of: reviews)
        #expect(text.contains("closed: the upstream names no provider"))
        #expect(text.contains("transfer.assessment_valid_to ends with 2026-12-31"))
        let remarks = PolicyCheck(engine, upstreams: reviews.map(\.upstream), on: PlaceSamples.today).remarks
        #expect(remarks.filter { $0.weight == .closed }.count == 2)
    }
}
