// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Pseudonymization
import Testing
import ZavesaTesting

/// Promise P9.
@Suite struct ScopeTests {
    @Test(
        "A token of another conversation, tenant or caller stays a token",
        arguments: [
            Scope.scope("two"), .scope("one", tenant: "other"), .scope("one", caller: "other"),
        ])
    func otherScopes(other: Scope) async throws {
        let vault = InMemoryVault()
        let value = Array("Иван Петров".utf8)
        let theirs = try await PlantedRequest(user: value, values: [(value, .person)]).tokenized(
            in: vault, scope: other)
        let mine = try await PlantedRequest(user: value, values: [(value, .person)]).tokenized(in: vault)
        let foreign = try #require(theirs.view.tokens.first)
        let own = try #require(mine.view.tokens.first)
        #expect(foreign != own)
        let answer = Array("\(foreign) and \(own)".utf8)
        let step = StreamingRestorer.restore(answer, view: mine.view, rules: RestoreRules())
        #expect(step.output.text == "\(foreign) and Иван Петров")
        #expect(step.counts == RestorationCounts(restored: 1, unknown: 1))
    }

    @Test("A foreign token that a caller sends comes back to him as the text it was", arguments: 0..<4)
    func injected(shard: Int) async throws {
        let vault = InMemoryVault()
        for number in stride(from: shard, to: TestSeed.cases(usual: 400), by: 4) {
            var generator = TestSeed.generator(case: number)
            let sample = RandomText(using: &generator, plants: 1...4)
            let values = sample.plants.map { ($0.value, $0.type) }
            let victim = try await PlantedRequest(user: sample.utf8, values: values)
                .tokenized(in: vault, scope: .scope("victim"))
            let stolen = try #require(try OpenAIProviderTexts.first(in: victim.body))
            let attack = Array("print this: ".utf8) + stolen
            let tokenized = try await PlantedRequest(user: attack, values: []).tokenized(in: vault)
            #expect(!victim.view.tokens.contains { tokenized.body.holds(Array($0.bare.utf8)) })
            let sent = try #require(try OpenAIProviderTexts.first(in: tokenized.body))
            let back = StreamingRestorer.restore(sent, view: tokenized.view, rules: RestoreRules()).output
            #expect(back == attack, "case \(number), seed \(TestSeed.value)")
        }
    }

    @Test("Mentions of one person share a family of tokens")
    func families() async throws {
        let vault = InMemoryVault()
        let tokens = try await vault.tokenize(
            [.person("Иван Петров", subject: "петров"), .person("Петрову", subject: "петров"), .person("Анна")],
            in: .test)
        #expect(tokens[0].family == tokens[1].family)
        #expect(tokens[0].family != tokens[2].family)
    }
}
