// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Policy
import PrivacyCore
import StrictYAML
import Testing

@Suite struct PolicyDocumentTests {
    @Test(arguments: [
        ("actoins: {}", DocumentError.Code.unknownKey, "did you mean actions?"),
        ("actions: {secrets: redact}", .unknownKey, "did you mean secret?"),
        ("foreign: {upstream: []}", .unknownKey, "did you mean upstreams?"),
        ("actions: {types: {PERSN: pass}}", .invalidValue, "did you mean PERSON?"),
        ("block: {types: [EMIAL]}", .invalidValue, "did you mean EMAIL?"),
        ("thresholds: {RU_SNIL: 0.5}", .invalidValue, "did you mean RU_SNILS?"),
        ("actions: {types: {PERSON: tokenise}}", .invalidValue, "did you mean tokenize?"),
        ("actions: {secret: tokenize}", .invalidValue, "redact or block"),
        ("actions: {types: {SECRET: pass}}", .invalidValue, "redact or block"),
        ("actions: {types: {LITERAL: pass}}", .invalidValue, "expected tokenize"),
        ("actions: {types: {STATE_SECRET: pass}}", .invalidValue, "expected block"),
        ("actions: {classes: {C5: pass}}", .invalidValue, "C5 always blocks"),
        ("actions: {classes: {C9: pass}}", .invalidValue, "from C0 to C4"),
        ("block: {classes: [C1]}", .invalidValue, "from C2 to C5"),
        ("thresholds: {PERSON: 1.5}", .invalidValue, "between 0 and 1"),
        ("thresholds: {PERSON: high}", .wrongType, "a number"),
        ("foreign: {max_residual: C2}", .invalidValue, "C0, C1"),
        ("answer: hide", .invalidValue, "pass, block"),
        ("scope: world", .invalidValue, "conversation, case, tenant"),
        ("id: two words", .invalidValue, "1 to 48"), ("id: p-79161234567", .invalidValue, "digits (8 at most)"),
        ("rules: [{name: a, when: {types: {}}, then: {block: true}}]", .invalidValue, "at least one"),
        ("{id: a, id: b}", .duplicateKey, "twice"),
        ("[]", .wrongType, "a mapping"),
    ])
    func whatIsNotAPolicyIsRefusedWithAHint(text: String, code: DocumentError.Code, hint: String) throws {
        let error = #expect(throws: DocumentError.self) { try PolicySamples.engine(text) }
        #expect(error?.code == code)
        #expect(error?.expectation.contains(hint) == true, "\(error?.expectation ?? "none")")
    }

    @Test func errorsSayWhere() throws {
        let error = #expect(throws: DocumentError.self) {
            try PolicySamples.engine("id: x\nactions:\n  types:\n    PERSN: pass\n")
        }
        #expect(error?.line == 4)
    }

    @Test func anEmptySectionIsTheDefault() throws {
        let engine = try PolicySamples.engine()
        #expect(engine.id == "default")
        #expect(engine.scope == .conversation)
        #expect(engine.answerRule == .pass)
        #expect(engine.defaultThreshold == 0.5 && engine.thresholds.isEmpty)
        #expect(PolicyCheck(engine, upstreams: []).remarks.isEmpty)
    }

    // Control: ZV-POL-02
    @Test func theShippedFileIsTheDefaultSpelledOut() throws {
        let root = try YAMLNode(parsing: PolicySamples.text(of: "zavesa.yaml"), file: "zavesa.yaml")
        let keys = Dictionary(uniqueKeysWithValues: try root.pairs().map { ($0.key, $0.value) })
        let home = try Home(node: keys["home"], in: root, PolicySamples.registry())
        let policy = try PolicyDocument(node: try #require(keys["policy"]))
        let engine = try PolicyEngine(policy, home: home, catalog: PolicySamples.catalog)
        #expect(engine.digest == (try PolicySamples.engine()).digest)
    }

    @Test func whatIsWrittenIsRead() throws {
        let engine = try PolicySamples.engine(
            "{id: strict-1, scope: tenant, answer: block, thresholds: {default: 0.3, PERSON: 0.7}}")
        #expect(engine.id == "strict-1" && engine.scope == .tenant && engine.answerRule == .block)
        #expect(engine.defaultThreshold == 0.3)
        #expect(engine.thresholds == [.person: 0.7])
    }

    @Test func spellingDoesNotChangeTheDigestAndMeaningDoes() throws {
        let base = try PolicySamples.engine("{block: {types: [EMAIL, PERSON]}, actions: {classes: {C2: tokenize}}}")
        let same = try PolicySamples.engine("block:\n  types: [PERSON, EMAIL]\n")
        #expect(base.digest == same.digest)
        #expect(base.digest.utf8.count == 64)
        let others = [
            "", "block: {types: [EMAIL]}", "id: other", "scope: case", "answer: block", "thresholds: {PERSON: 0.4}",
            "thresholds: {default: 0.4}", "foreign: {upstreams: [a]}", "foreign: {max_residual: C0}",
            "actions: {types: {PERSON: redact}}", "actions: {special_category: block}",
        ]
        let digests = try others.map { try PolicySamples.engine($0).digest } + [base.digest]
        #expect(Set(digests).count == digests.count)
        #expect(try PolicySamples.engine(home: ["RU", "BY"]).digest != PolicySamples.engine().digest)
    }
}
