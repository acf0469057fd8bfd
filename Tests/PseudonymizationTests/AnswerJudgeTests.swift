// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import JSONText
import Policy
import PrivacyCore
import Providers
import Pseudonymization
import Testing
import Vault

/// What of an answer counts as a loss, and what does not.
@Suite struct AnswerJudgeTests {
    private static let library = Result {
        try DetectorLibrary.load(resources: String(#filePath.split(separator: "/Tests/").first ?? "."))
    }

    /// `{P}` and `{E}` in an answer are tokens of the request.
    private static func trigger(
        _ answer: String, request: String = "Write to them",
        triggers: Set<UnmaskedTrigger> = Set(UnmaskedTrigger.allCases)
    ) throws -> UnmaskedTrigger? {
        let sample = try SampleView()
        let library = try library.get()
        let decision = PolicyDecision(
            inputClass: .c2, residualClass: .c2, hasSecret: false, actions: [], allowed: [], refusal: nil,
            answerRule: .pass, rules: [], policyID: "test", policyDigest: "", unmasked: [.person: 1, .email: 1])
        let judge = AnswerJudge(
            AnswerContext(view: sample.view, rules: RestoreRules(), declaredTools: []),
            to: try OpenAIProviderTexts.request(Array(request.utf8)), unless: decision, triggers,
            catalog: library.catalog, phrases: library.answers)
        let text = sample.text(answer)
        let streamed = judge.trigger(of: [text])
        #expect(try judge.trigger(of: OpenAIProviderTexts.response(text)) == streamed, "\(answer)")
        return streamed
    }

    @Test(arguments: [
        "Dear [PERSON],", "Dear [Person 1] and [Person 2],", "Уважаемый [ИМЯ]!", "Уважаемый [Имя клиента],",
        "عزيزي [الاسم]",
        "Write to [EMAIL].", "Dear PERSON_1,", "Dear [PERSON_7K2M],", "Dear [PERSON_7K2M9QXDZ],",
        "Ask PERSON\\_7K2M9QXDZ",
        "[{P}] met [PERSON 2] and [PERSON 3].", "You have not provided the name.", "Имя не указано.",
    ])
    func placeholdersWithoutTokensAreALoss(answer: String) throws {
        #expect(try Self.trigger(answer) == .tokensLost, "\(answer)")
    }

    @Test(arguments: [
        "Done.", "Dear [{P}],", "Dear {P}, and [Person 2]", "[{P}] wrote to [{E}] and [person].",
        "Set PERSON_ID and EMAIL_HOST.",
        "See [name](https://example.org/a).", "Dear [Your Name],", "x[0] = [1]", "A PERSONAL_1 note",
        "[CARD] and [CARD_1]",
        "[PERSON\n]", "[", "PERSON_", "[{P}]: You have not provided the name of the other one.",
    ])
    func anAnswerThatKeepsTokensOrHasNoneIsNone(answer: String) throws {
        #expect(try Self.trigger(answer) == nil, "\(answer)")
    }

    @Test func whatTheCallerWroteIsNoLoss() throws {
        #expect(try Self.trigger("Dear [NAME], [Name 2]", request: "Fill in: Dear [name],") == nil)
        #expect(try Self.trigger("Dear [NAME], [surname]", request: "Fill in: Dear [name],") == .tokensLost)
    }

    @Test func onlyTheSignsThatPolicyNamesCount() throws {
        let refusal = "I cannot say, as [{P}] is a placeholder."
        #expect(try Self.trigger(refusal) == .refusal)
        #expect(try Self.trigger(refusal, triggers: [.tokensLost]) == nil)
        #expect(try Self.trigger("Dear [PERSON],", triggers: [.refusal]) == nil)
    }
}
