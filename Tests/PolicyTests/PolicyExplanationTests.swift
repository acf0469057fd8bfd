// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Policy
import PrivacyCore
import Testing

@Suite struct PolicyExplanationTests {
    private let policy = "foreign: {upstreams: [named]}"

    @Test func saysWhatWasFoundWhatIsDoneAndWhoGetsIt() throws {
        let engine = try PolicySamples.engine(policy)
        let found = ["PERSON", "SECRET", "PERSON", "SPECIAL_HEALTH"].map { PolicySamples.finding($0) }
        let text = engine.explain([found], given: PolicySamples.facts(residue: true)).text
        let expected = """
            policy default, digest \(engine.digest.prefix(12))
            in-country: RU

              finding             class       action    rule
              2 × PERSON          C2          tokenize  actions.classes.C2
              1 × SECRET          K           redact    actions.secret
              1 × SPECIAL_HEALTH  C3 special  pass      actions.special_category
              unreadable parts    C3          pass      residue

            found: class C4, with a key or credential (counts as C4)
            left after the actions: class C3

              upstream  country               rule
              local     RU       allowed      home: in-country
              named     US       not allowed  foreign.max_residual: abroad, up to C1, left is C3
              other     DE       not allowed  foreign.upstreams: abroad and not named

            goes to: local

            """
        #expect(text == expected)
    }

    @Test(arguments: [
        (["STATE_SECRET"], false, "pii_policy_blocked"), (["SPECIAL_HEALTH"], false, "residency_no_route"),
        ([], true, "unsupported_content"),
    ])
    func refusalsNameTheirCode(found: [String], residue: Bool, code: String) throws {
        let engine = try PolicySamples.engine(policy)
        let facts = PolicySamples.facts([PolicySamples.named], residue: residue)
        #expect(engine.explain([found.map { PolicySamples.finding($0) }], given: facts).text.contains(code))
    }

    @Test func holdsNoValue() throws {
        let finding = PolicySamples.finding("PERSON", subject: "canary-subject")
        let explanation = try PolicySamples.engine().explain([[finding]], given: PolicySamples.facts())
        var dumped = ""
        dump(explanation, to: &dumped)
        #expect(!explanation.text.contains("canary"))
        #expect(!dumped.contains("canary"))
    }

    @Test func aCheckSaysWhatIsWeakerAndWhatIsIdle() throws {
        let engine = try PolicySamples.engine(
            """
            actions: {types: {EMAIL: pass}}
            thresholds: {PERSON: 0.9, EMAIL: 0.1}
            foreign: {upstreams: [named, local, typo], max_residual: C0}
            """)
        let remarks = PolicyCheck(engine, upstreams: [PolicySamples.local, PolicySamples.named]).remarks
        #expect(
            remarks.map { "\($0.weight.rawValue) \($0.rule)" } == [
                "weaker actions.types.EMAIL", "weaker thresholds.PERSON", "idle foreign.upstreams",
                "weaker foreign.upstreams", "idle foreign.upstreams", "idle foreign.max_residual",
            ])
        let abroad = PolicyCheck(try PolicySamples.engine(), upstreams: [PolicySamples.other]).remarks
        #expect(abroad.map(\.rule) == ["home"])
    }
}
