// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import Policy
import PrivacyCore
import Pseudonymization
import Testing
import Vault
import ZavesaTesting

/// Actions that keep nothing and write more than a fixed word.
@Suite struct SubstituteTests {
    private func sent(
        _ text: String, _ values: [(String, String)], _ action: ProtectiveAction, masks: MaskRules = MaskRules(),
        hash: ValueHash? = nil, vault: InMemoryVault = InMemoryVault()
    ) async throws -> (text: String, request: TokenizedRequest) {
        let engine = try ShippedEngine.engine()
        let typed = values.map { (value: Array($0.0.utf8), type: EntityType(rawValue: $0.1)) }
        let planted = try PlantedRequest(
            user: Array(text.utf8), values: typed, acting: Dictionary(typed.map { ($0.type, action) }) { $1 })
        let decision = PolicyDecision(
            inputClass: .c2, residualClass: .c1, hasSecret: false, actions: planted.actions, allowed: [], refusal: nil,
            answerRule: .pass, rules: [], masks: masks, policyID: "test", policyDigest: "")
        let tokenized = try await RequestTokenizer(catalog: engine.catalog, engine: engine).tokenize(
            planted.parsed, detections: planted.detections, decision: decision, hash: hash, scope: .test,
            request: RequestID(rawValue: "r"), vault: vault)
        return (try #require(try OpenAIProviderTexts.first(in: tokenized.body)).text, tokenized)
    }

    private func inspect(_ request: TokenizedRequest) throws {
        _ = try EgressGuard().inspect(request, target: "/v1/chat/completions", headers: [])
    }

    @Test(arguments: [
        ("CARD", "4000 0012 3456 7899", "**** **** **** 7899"), ("RU_SNILS", "112-233-445 95", "***-***-*** 95"),
        ("PHONE", "+7 916 123-45-67", "+* *** ***-45-67"), ("PERSON", "Анна Белова", "**** **лова"),
        // Too short for four to be shown, so that none is.
        ("USERNAME", "zorro7", "******"), ("EMAIL", "a\"b@c.example", "***@*.***mple"),
    ])
    func aMaskShowsTheEndAndNoMoreThanTheClassAllows(type: String, value: String, masked: String) async throws {
        let (text, request) = try await sent("see \(value) now", [(value, type)], .mask)
        #expect(text == "see \(masked) now")
        #expect(request.view.isEmpty)
        try inspect(request)
    }

    @Test func aMaskIsAsTheOperatorWroteIt() async throws {
        var masks = MaskRules()
        masks.types[.person] = MaskRule(first: 1, last: 0)
        #expect(try await sent("Анна Белова", [("Анна Белова", "PERSON")], .mask, masks: masks).text == "А*** ******")
    }

    @Test(arguments: [
        ("DATE_OF_BIRTH", "12.05.1985", "1985"), ("DATE_OF_BIRTH", "١٩٩٠/٠٣/٠١", "1990"), ("AGE", "37", "30-39"),
        ("AGE", "94", "90+"), ("PHONE", "+7 916 123-45-67", "+7"), ("PHONE", "8 (916) 123-45-67", "+7"),
        ("PHONE", "+966 50 123 4567", "+966"), ("PHONE", "0044 20 7946 0018", "+44"),
        ("IP_ADDRESS", "203.0.113.77", "203.0.0.0/16"), ("IP_ADDRESS", "2a02:6b8:1::7", "2a02:6b8::/32"),
        ("COORDINATES", "55.75583, -37.61730", "55, -37"),
        ("ADDRESS", "г. Казань, ул. Баумана, д. 7, кв. 12", "г. Казань"),
        ("ADDRESS", "Московская область, ул. Мира, д. 3", "Московская область"),
        // What cannot be said with less is redacted.
        ("DATE_OF_BIRTH", "12.05.85", "[REDACTED:DOB]"), ("DATE_OF_BIRTH", "12.05.1930", "[REDACTED:DOB]"),
        ("DATE_OF_BIRTH", "01/02/1340", "[REDACTED:DOB]"), ("DATE_OF_BIRTH", "01/02/1410", "1410"),
        ("PHONE", "123-45-67", "[REDACTED:PHONE]"),
        ("EMAIL", "ivan@example.org", "[REDACTED:EMAIL]"), ("ADDRESS", "Baker Street 221b", "[REDACTED:ADDRESS]"),
    ])
    func aValueIsSaidWithLess(type: String, value: String, general: String) async throws {
        let (text, request) = try await sent("at \(value) then", [(value, type)], .generalize)
        #expect(text == "at \(general) then")
        #expect(request.view.isEmpty)
        try inspect(request)
    }

    @Test func aGeneralisedValueDoesNotTellAnotherOne() async throws {
        let address = "г. Казань, ул. Баумана, д. 7"
        let (text, request) = try await sent(
            "г. Казань; \(address)", [(address, "ADDRESS"), ("г. Казань", "ADDRESS")], .generalize)
        #expect(!text.contains("Казань"))
        try inspect(request)
    }

    @Test(arguments: [
        ("RU_SNILS", "112-233-445 95", "ru.snils"), ("RU_INN", "500100732259", "ru.inn_person"),
        ("CARD", "4000 0012 3456 7899", "luhn"), ("IBAN", "DE89 3704 0044 0532 0130 00", "iban.mod97"),
    ])
    func anInventedNumberHasTheFormAndNoValidChecksum(type: String, value: String, validator: String) async throws {
        let library = try ShippedEngine.library()
        for _ in 0..<25 {
            let (text, request) = try await sent(value, [(value, type)], .surrogate)
            #expect(text != value && text.count == value.count)
            #expect(text.map(\.isNumber) == value.map(\.isNumber))
            let candidate = CandidateText(text.utf8)
            #expect(library.validators[validator]?.accepts(candidate) == false, "\(text)")
            #expect(library.validators["luhn"]?.accepts(candidate) == false, "\(text)")
            #expect(request.view.isEmpty)
            try inspect(request)
        }
    }

    @Test(arguments: [
        ("EMAIL", "ivan@corp.example.org", "@example.com"), ("PHONE", "+7 916 123-45-67", "+1-202-555-01"),
        ("IP_ADDRESS", "8.8.4.4", "."), ("IP_ADDRESS", "2a02:6b8:1::7", "2001:db8::"),
        ("MAC_ADDRESS", "3C:22:FB:12:34:56", "00:00:5E:00:53:"), ("PERSON", "Anna Smith", " "),
    ])
    func anInventedValueIsFromARangeThatIsNobodys(type: String, value: String, part: String) async throws {
        let (text, request) = try await sent(value, [(value, type)], .surrogate)
        #expect(text.contains(part) && text != value && !text.contains("REDACTED"), "\(text)")
        if type == "IP_ADDRESS", part == "." {
            #expect(["192.0.2.", "198.51.100.", "203.0.113."].contains { text.hasPrefix($0) }, "\(text)")
        }
        try inspect(request)
    }

    @Test func anInventedNameIsInTheScriptOfTheValueAndOneForAllItsForms() async throws {
        let (text, _) = try await sent("Иван Петров; Ивана Петрова", [("Иван Петров", "PERSON")], .surrogate)
        let names = text.split(separator: "; ")
        #expect(names.count == 2 && names[0] == names[1], "\(text)")
        #expect(TextScript.found(in: Array(text.utf8)) == [.cyrillic])
        let arabic = try await sent("محمد العلي", [("محمد العلي", "PERSON")], .surrogate).text
        #expect(TextScript.found(in: Array(arabic.utf8)) == [.arabic])
    }

    @Test func whatHasNoValueThatIsSurelyNobodysIsRedacted() async throws {
        for (type, value) in [("US_PASSPORT", "A12345678"), ("ADDRESS", "г. Казань, ул. Баумана, д. 7")] {
            #expect(try await sent(value, [(value, type)], .surrogate).text.hasPrefix("[REDACTED:"))
        }
    }

    @Test func aHashIsEqualForEqualValuesOfATenantAndForNoOthers() async throws {
        let hash = { (tenant: String) in
            // What stands for a keyed hash: good enough to tell values and tenants apart.
            ValueHash { value, type in
                let bytes = Array(tenant.utf8) + Array(type.rawValue.utf8) + value
                var random = SplitMix64(seed: bytes.reduce(7) { $0 &* 1_099_511_628_211 ^ UInt64($1) })
                return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            }
        }
        let values = [("Ivan@example.org", "EMAIL"), ("anna@example.org", "EMAIL")]
        let one = try await sent("Ivan@example.org anna@example.org", values, .hash, hash: hash("a"))
        let parts = one.text.split(separator: " ")
        #expect(
            parts.allSatisfy { $0.hasPrefix("[HASH:EMAIL:") && $0.count == 29 } && parts[0] != parts[1], "\(one.text)")
        try inspect(one.request)
        let again = try await sent("see ivan@EXAMPLE.org", [("ivan@EXAMPLE.org", "EMAIL")], .hash, hash: hash("a"))
        #expect(again.text == "see \(parts[0])")
        let other = try await sent("Ivan@example.org", [values[0]], .hash, hash: hash("b"))
        #expect(other.text != parts[0])
        // Without a key nothing is hashed.
        #expect(try await sent("Ivan@example.org", [values[0]], .hash).text == "[REDACTED:EMAIL]")
    }

    @Test(arguments: [ProtectiveAction.mask, .generalize, .surrogate, .hash, .redact])
    func repeatsInEverySpellingAreReplacedAlikeAndTheVaultStaysEmpty(action: ProtectiveAction) async throws {
        let values = [("+7 916 123-45-67", "PHONE"), ("Иван Петров", "PERSON")]
        for spelling in Respelling.allCases {
            let vault = InMemoryVault()
            let clear = values.map(\.0).joined(separator: ", ")
            let respelled = values.map { String(decoding: spelling.spell(Array($0.0.utf8)), as: UTF8.self) }
            let (text, request) = try await sent(
                "\(clear) and \(respelled.joined(separator: ", "))", values, action,
                hash: ValueHash { value, _ in value + Array(repeating: 7, count: 16) }, vault: vault)
            #expect(LeakProbe(values.map { Array($0.0.utf8) }).leaks(in: request.body).isEmpty, "\(text)")
            #expect(request.view.isEmpty)
            #expect(try await vault.contents(of: .test, limit: 10).isEmpty)
            try inspect(request)
        }
    }

    @Test func namesOfToolsAndKeysAreRedacted() async throws {
        let body = Array(
            (#"{"model":"m","messages":[{"role":"user","content":"Anna Smith"},{"role":"tool","tool_call_id":"1","#
                + #""content":"{\"Anna Smith\":1}"}]}"#).utf8)
        let planted = try PlantedRequest(
            body: body, values: [(Array("Anna Smith".utf8), .person)], acting: [.person: .mask])
        let tokenized = try await planted.tokenized(in: InMemoryVault())
        #expect(tokenized.body.text.contains(#"[REDACTED:PERSON]\":1"#), "\(tokenized.body.text)")
        #expect(LeakProbe([Array("Anna Smith".utf8)]).leaks(in: tokenized.body).isEmpty)
    }

    // Control: ZV-DEI-02
    @Test(arguments: ProtectiveAction.allCases) func everyActionThatReplacesHasOneMethod(action: ProtectiveAction) {
        #expect((action.method != nil) == action.replaces)
    }
}
