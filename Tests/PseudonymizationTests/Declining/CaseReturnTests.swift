// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import JSONText
import Policy
import PrivacyCore
import Pseudonymization
import Testing
import TextNormalization
import Vault
import ZavesaTesting

/// Russian names in the case that an answer wants (DESIGN §5).
@Suite struct CaseReturnTests {
    private let engine: DetectionEngine

    init() throws { engine = try ShippedEngine.engine() }

    /// A conversation of one request: what was sent, and answers to it.
    private func conversation(
        _ text: String, _ names: [String], cases: CaseReturnRule = .governed
    ) async throws -> Conversation {
        let planted = try PlantedRequest(
            user: Array(text.utf8), values: names.map { (Array($0.utf8), .person) })
        let request = try await RequestTokenizer(catalog: PlantedRequest.catalog, engine: engine, cases: cases)
            .tokenize(
                planted.parsed, detections: planted.detections, decision: planted.decision(), scope: .test,
                request: RequestID(rawValue: "r"), vault: InMemoryVault())
        return Conversation(
            sent: try #require(try OpenAIProviderTexts.first(in: request.body)).text, view: request.view)
    }

    private struct Conversation {
        let sent: String
        let view: RestoreView

        /// The answer that has the request's tokens, in their order, in the place of `{1}`, `{2}`, `{1_D}`.
        func answer(_ template: String) throws -> String {
            let tokens = sent.matches(of: /\[(PERSON_\w{9})\]/).map { String($0.output.1) }
            let text = template.replacing(/\{(\d)(_\w)?\}/) { match in
                "[\(tokens[(Int(match.output.1) ?? 1) - 1])\(match.output.2 ?? "")]"
            }
            return restored(Array(text.utf8)).output.text
        }

        func restored(_ text: [UInt8], source: StreamingRestorer.Source = .text) -> StreamingRestorer.Step {
            StreamingRestorer.restore(text, view: view, rules: RestoreRules(), source: source)
        }
    }

    @Test(
        "The word before a token decides",
        arguments: [
            ("Сообщите {1} о встрече", "Сообщите Ивану Петрову о встрече"),
            ("Договор с {1} подписан", "Договор с Иваном Петровым подписан"),
            ("для **{1}**", "для **Ивана Петрова**"), ("К {1}: завтра", "К Ивану Петрову: завтра"),
            ("Поговорите с клиентом {1}.", "Поговорите с клиентом Иваном Петровым."),
            ("О {1} и {1} говорили", "О Иване Петрове и Иване Петрове говорили"),
            // Nothing wants a case, or nothing tells which.
            ("{1} пришёл", "Иван Петров пришёл"), ("Пришёл {1}", "Пришёл Иван Петров"), ("за {1}", "за Иван Петров"),
            ("«Для {1}»", "«Для Ивана Петрова»"), ("—для\u{A0}{1}", "—для\u{A0}Ивана Петрова"),
            ("Отправлено {1}", "Отправлено Иван Петров"), ("Вас зовут {1}", "Вас зовут Иван Петров"),
            ("для: {1}", "для: Иван Петров"), ("для\n{1}", "для\nИван Петров"), ("abcдля {1}", "abcдля Иван Петров"),
            ("сообщите, {1}", "сообщите, Иван Петров"),
        ])
    func governed(answer: String, expected: String) async throws {
        let conversation = try await conversation("Клиент Иван Петров звонил.", ["Иван Петров"])
        #expect(try conversation.answer(answer) == expected)
    }

    @Test(
        "A case that the model asks for is given, whatever stands before",
        arguments: [
            ("{1_D}", "Ивану Петрову"), ("{1_g}", "Ивана Петрова"), ("для {1_I}", "для Иваном Петровым"),
            ("{1_P}, {1_A}", "Иване Петрове, Ивана Петрова"),
        ])
    func asked(answer: String, expected: String) async throws {
        for rule in [CaseReturnRule.governed, .asked] {
            let conversation = try await conversation("Клиент Иван Петров звонил.", ["Иван Петров"], cases: rule)
            #expect(try conversation.answer(answer) == expected)
        }
    }

    @Test("An operator can turn it off, or leave it to the model")
    func rules() async throws {
        let text = "Клиент Иван Петров звонил."
        let asked = try await conversation(text, ["Иван Петров"], cases: .asked)
        #expect(try asked.answer("для {1}, {1_D}") == "для Иван Петров, Ивану Петрову")
        let off = try await conversation(text, ["Иван Петров"], cases: .off)
        #expect(try off.answer("для {1}, {1_D}") == "для Иван Петров, Иван Петров")
    }

    @Test("From an oblique case, too; and what the request says of the case tells whether it is a man or a woman")
    func fromAnyCase() async throws {
        let oblique = try await conversation("Перезвони Петру Сергеевичу завтра", ["Петру Сергеевичу"])
        #expect(try oblique.answer("Жду ответа от {1}") == "Жду ответа от Петра Сергеевича")
        let woman = try await conversation("Иванова: отчёт от 5 мая; письмо к Ивановой", ["Иванова", "Ивановой"])
        #expect(try woman.answer("для {2}") == "для Ивановой")
        let man = try await conversation("Паспорт для Иванова готов", ["Иванова"])
        #expect(try man.answer("передайте {1}") == "передайте Иванову")
        // A word that wants another case than the name stands in says nothing of it.
        let dative = try await conversation("Адрес Марии Сергеевне скажи", ["Марии Сергеевне"])
        #expect(try dative.answer("{1_G}") == "Марии Сергеевны")
        let open = try await conversation("Срочно. Иванова", ["Иванова"])
        #expect(try open.answer("передайте {1}") == "передайте Иванова")
    }

    @Test("P2: a text that comes back as it went comes back exactly, wrong as its grammar may be")
    func exactReturn() async throws {
        for text in [
            "для Иван Петров и Анна", "Сообщите Иван Петров", "с клиентом **Иван Петров** об Иван Петров",
            "у Анна. К Анна?",
            "от Иван Петров Анна",
        ] {
            let conversation = try await conversation(text, ["Иван Петров", "Анна"])
            #expect(conversation.restored(Array(conversation.sent.utf8)).output.text == text)
            #expect(conversation.restored(Array(conversation.sent.utf8)).counts.declined == 0)
        }
    }

    @Test("P2 over random texts of words that want cases and names in every case", arguments: 0..<4)
    func exactReturnOfRandomTexts(shard: Int) async throws {
        let words = [
            "для", "к", "с", "о", "сообщите", "и", "клиента", "Отчёт", "\n", ",", "за", "  ", "-", "*", "EMAIL", "от ё",
        ]
        let names = ["Иван Петров", "Ивану Петрову", "Анна", "Анной", "Петра", "И. И. Белов", "Шмидт", "Ольга Ким"]
        for number in stride(from: shard, to: TestSeed.cases(usual: 600), by: 4) {
            var generator = TestSeed.generator(case: number)
            var text = ""
            for _ in 0..<Int.random(in: 1...12, using: &generator) {
                text += (Bool.random(using: &generator) ? words : names).randomElement(using: &generator) ?? ""
                text += Bool.random(using: &generator) ? " " : ""
            }
            let conversation = try await conversation(text, names)
            #expect(
                conversation.restored(Array(conversation.sent.utf8)).output.text == text,
                "case \(number), seed \(TestSeed.value)")
        }
    }

    @Test("P3: every split gives what the whole gives")
    func everySplit() async throws {
        let conversation = try await conversation("Клиент Иван Петров, Анна", ["Иван Петров", "Анна"])
        let tokens = conversation.sent.matches(of: /\[PERSON_\w{9}\]/).map { String($0.output) }
        let plain = "Сообщите \(tokens[0]) и \(tokens[1]), что с «\(tokens[0])» — для \(tokens[1].dropLast())_I]"
        let json = #"{"text":"для \#(tokens[0])","to":["к \#(tokens[1])","\u043e \#(tokens[1].dropLast())_P]"]}"#
        for (text, source, expected) in [
            (
                plain, StreamingRestorer.Source.text,
                "Сообщите Ивану Петрову и Анне, что с «Иваном Петровым» — для Анной"
            ),
            // What a program reads has values as they were, unless the model asks.
            (json, .json, #"{"text":"для Иван Петров","to":["к Анна","\u043e Анне"]}"#),
        ] {
            let bytes = Array(text.utf8)
            let whole = conversation.restored(bytes, source: source)
            #expect(whole.output.text == expected)
            for split in bytes.indices {
                var restorer = StreamingRestorer(view: conversation.view, rules: RestoreRules(), source: source)
                var all = restorer.consume(Array(bytes[..<split]))
                #expect(restorer.heldCount <= TokenGrammar.maxHold)
                all += restorer.consume(Array(bytes[split...]))
                all += restorer.finish()
                #expect(all == whole, "split at \(split)")
            }
        }
    }

    @Test("Only a person hands on what it is wanted in, and a mark before a token leaves it open")
    func neighbours() async throws {
        let conversation = try await conversation(
            "Клиент Иван Петров, Анна звонили на +7 916 123-45-67", ["Иван Петров", "Анна"])
        #expect(try conversation.answer("от {1} {2}") == "от Ивана Петрова Анны")
        let planted = try PlantedRequest(
            user: Array("для 1234 Иван Петров".utf8),
            values: [(Array("1234".utf8), .phone), (Array("Иван Петров".utf8), .person)], acting: [.phone: .mask])
        let request = try await RequestTokenizer(catalog: PlantedRequest.catalog, engine: engine, cases: .governed)
            .tokenize(
                planted.parsed, detections: planted.detections, decision: planted.decision(), scope: .test,
                request: RequestID(rawValue: "r"), vault: InMemoryVault())
        let sent = try #require(try OpenAIProviderTexts.first(in: request.body))
        #expect(sent.text.hasPrefix("для ****"))
        let back = StreamingRestorer.restore(sent, view: request.view, rules: RestoreRules()).output.text
        #expect(back.hasSuffix(" Иван Петров"))
    }

    @Test("A token of an earlier request declines only where a case is asked for")
    func earlierTokens() async throws {
        let vault = InMemoryVault()
        func request(_ text: String) async throws -> TokenizedRequest {
            let planted = try PlantedRequest(user: Array(text.utf8), values: [(Array("Иван Петров".utf8), .person)])
            return try await RequestTokenizer(catalog: PlantedRequest.catalog, engine: engine, cases: .governed)
                .tokenize(
                    planted.parsed, detections: planted.detections, decision: planted.decision(), scope: .test,
                    request: RequestID(rawValue: "r"), vault: vault)
        }
        let first = try await request("Клиент Иван Петров")
        let sent = try #require(try OpenAIProviderTexts.first(in: first.body)).text
        let token = String(try #require(sent.firstMatch(of: /PERSON_\w{9}/)).output)
        let second = try await request("Повтори первую строку")
        let answer = StreamingRestorer.restore(
            Array("для [\(token)], [\(token)_D]".utf8), view: second.view, rules: RestoreRules())
        #expect(answer.output.text == "для Иван Петров, Ивану Петрову")
    }

    @Test("The note is our own: a value that is a word of it does not stop the request")
    func note() async throws {
        let planted = try PlantedRequest(
            user: Array("Ask Square about it".utf8), values: [(Array("Square".utf8), .person)])
        let request = try await RequestTokenizer(
            catalog: PlantedRequest.catalog, engine: engine, note: "Square brackets stand for values."
        ).tokenize(
            planted.parsed, detections: planted.detections, decision: planted.decision(), scope: .test,
            request: RequestID(rawValue: "r"), vault: InMemoryVault())
        let sent = try EgressGuard().inspect(request, target: "/v1/chat/completions", headers: [])
        #expect(sent.body.text.contains(#"{"role":"system","content":"Square brackets stand for values."}"#))
        _ = try EgressGuard().inspect(request.carried(in: request.body + [0x20]), target: "/x", headers: [])
    }

    @Test("Only persons decline, and only where Russian letters spell them")
    func others() async throws {
        let conversation = try await conversation("John Smith и محمد", ["John Smith", "محمد"])
        #expect(try conversation.answer("для {1}, к {2}, {1_D}") == "для John Smith, к محمد, John Smith")
    }
}
