// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Providers
import Proxy
import StrictYAML
import Testing
import ZavesaApp

/// Settings that only some vendors have.
@Suite struct VendorSettingsTests {
    private func upstream(_ more: String) throws -> UpstreamSettings {
        let yaml = "home: [RU]\nupstreams: [{name: a, url: \"https://x.example/v1\", country: RU, \(more)}]"
        let settings = try Settings(SettingsDocument(YAMLNode(parsing: yaml, file: "test.yaml")))
        return try #require(settings.upstreams.first)
    }

    @Test func theFileAndTheFlagSayTheSame() throws {
        let giga = try upstream(
            "dialect: gigachat, key_env: K, scope: GIGACHAT_API_B2B, auth_url: \"https://auth.example/oauth\"")
        #expect(giga.vendor == .gigachat(TokenExchange(url: "https://auth.example/oauth", scope: "GIGACHAT_API_B2B")))
        let yandex = try upstream("dialect: yandexgpt, key_env: K, folder: b1g-x, key_scheme: bearer")
        #expect(yandex.vendor == .yandexgpt(folder: "b1g-x", keyHeader: .bearer))
        for (flag, settings) in [
            ("dialect=gigachat,scope=GIGACHAT_API_B2B,auth-url=https://auth.example/oauth", giga),
            ("dialect=yandexgpt,folder=b1g-x,key-scheme=bearer", yandex),
        ] {
            let document = try UpstreamDocument(flag: "a=https://x.example/v1,country=RU,key-env=K,\(flag)")
            #expect(try UpstreamSettings(document) == settings)
        }
    }

    @Test func whatIsNotSaidIsTheVendorsOwn() throws {
        let exchange = try upstream("dialect: gigachat, key_env: K").vendor.exchange
        #expect(exchange?.scope == "GIGACHAT_API_PERS" && exchange?.url.hasPrefix("https://ngw.") == true)
        #expect(
            try upstream("dialect: yandexgpt, key_env: K, folder: b").vendor
                == .yandexgpt(folder: "b", keyHeader: .authorizationAPIKey))
        #expect(try upstream("dialect: ollama").vendor == .plain)
    }

    @Test(arguments: [
        ("dialect: gigachat", "needs its key"), ("dialect: yandexgpt, folder: b", "needs its key"),
        ("dialect: yandexgpt, key_env: K", "needs folder"),
        ("dialect: yandexgpt, key_env: K, folder: \"a b\"", "needs folder"),
        ("dialect: gigachat, key_env: K, scope: GIGACHAT_API_PER", "did you mean GIGACHAT_API_PERS?"),
        ("dialect: gigachat, key_env: K, auth_url: nowhere", "expected a URL"),
        ("dialect: yandexgpt, key_env: K, folder: b, key_scheme: bearr", "did you mean bearer?"),
        ("dialect: yandexgp", "did you mean yandexgpt?"), ("folder: b", "a setting of dialect yandexgpt"),
        ("dialect: anthropic, scope: GIGACHAT_API_PERS", "a setting of dialect gigachat"),
    ])
    func wrongOnesAreRefusedInWords(more: String, words: String) {
        let error = #expect(throws: SettingsError.self) { try upstream(more) }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }

    @Test func aKeyThatWouldTravelUnencryptedIsKnown() throws {
        let settings = try upstream("dialect: gigachat, key_env: K, auth_url: \"http://auth.example/oauth\"")
        #expect(settings.isInClear)
    }
}
