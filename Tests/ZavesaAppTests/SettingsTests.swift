// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import PrivacyCore
import Proxy
import StrictYAML
import Testing
import ZavesaApp
import ZavesaTesting

@Suite struct SettingsTests {
    private func settings(_ yaml: String) throws -> Settings {
        try Settings(SettingsDocument(YAMLNode(parsing: yaml, file: "test.yaml")))
    }

    @Test func withAHomeAloneEverythingElseIsADefault() throws {
        let settings = try settings("home: [RU]")
        #expect(settings.listen.description == "127.0.0.1:8080")
        #expect(settings.adminListen.description == "127.0.0.1:8081")
        #expect(settings.data == "./var")
        #expect(settings.upstreams.map(\.kind) == [.demo])
        #expect(settings.upstreams.map(\.country.code) == ["RU"])
        #expect(settings.limits == ServerLimits())
    }

    @Test func theShippedFileIsFineAndSaysTheDefaults() throws {
        let resources = try testResources
        let shipped = try Settings.load(ServeOptions(), resources)
        let plain = try settings("home: [RU]")
        #expect(shipped.home == plain.home)
        #expect(shipped.listen == plain.listen)
        #expect(shipped.limits == plain.limits)
        #expect(shipped.upstreams == plain.upstreams)
        #expect(shipped.valueLifetime == plain.valueLifetime)
        #expect(shipped.restoreRules == plain.restoreRules)
        #expect(shipped.log == plain.log)
        #expect(shipped.telemetry == plain.telemetry)
    }

    @Test(arguments: [
        ("listen: 127.0.0.1:8080", "home is missing"),
        ("home: []", "home is missing"),
        ("home: [RU]\nlisten: 0.0.0.0:8080", "keys_file"),
        ("home: [RU]\nlisten: nowhere", "HOST:PORT"),
        ("home: [RU]\nadmin_listen: 127.0.0.1:8080", "same address"),
        ("home: [RU]\nlog: {level: loud}", "expected one of trace"),
        ("home: [RU]\nlog: {format: xml}", "expected text or json"),
        ("home: [RU]\ntelemetry: {otlp: {endpoint: nowhere}}", "expected a URL"),
        ("home: [RU]\ntelemetry: {otlp: {}}", "endpoint is missing"),
        ("home: [RU]\ntelemetry: {traces: {sample: 2}}", "from 0 to 1"),
        ("home: [RU]\ntelemetry: {prometheus: {units: none}}", "suffix or plain"),
        ("home: [RU]\ntelemetry: {promethius: {}}", "did you mean prometheus?"),
        ("home: [RU]\nrestore: {cases: always}", "expected off, asked or governed"),
        ("home: [RU]\nrestore: {note: loud}", "expected"),
        ("home: [RU]\nupstreams: [{name: a, url: \"https://x.example/v1\"}]", "country is missing"),
        ("home: [RU]\nupstreams: [{name: a, url: \"ftp://x.example/v1\", country: RU}]", "expected a URL"),
        ("home: [RU]\nupstreams: [{name: a, url: \"https://key@x.example/v1\", country: RU}]", "expected a URL"),
        ("home: [RU]\nupstreams: [{name: a b, url: \"https://x.example/v1\", country: RU}]", "a name is"),
        (
            "home: [RU]\nupstreams: [{name: a, url: \"https://x.example/v1\", country: RU, key_env: A, key_file: b}]",
            "not both"
        ),
        (
            """
            home: [RU]
            upstreams:
              - {name: a, url: "https://x.example/v1", country: RU}
              - {name: a, url: "https://y.example/v1", country: RU}
            """, "stands twice"
        ),
    ])
    func wrongSettingsAreRefusedInWords(yaml: String, words: String) {
        let error = #expect(throws: SettingsError.self) { try settings(yaml) }
        #expect(error?.description.contains(words) == true)
    }

    @Test(arguments: [
        ("home: [RU]\nlisen: 127.0.0.1:1", "did you mean listen?"),
        ("home: [RU]\nlimits: {body: lots}", "32MiB"),
        ("home: [RU]\nupstreams: [{name: a, url: x, country: RU, timeouts: {idle: 5}}]", "5s"),
        ("home: [RU]\nupstreams: [{name: a, url: x, contry: RU}]", "did you mean country?"),
        ("home: [RU]\nvault: {ttl_days: 0}", "1 to 36500"),
    ])
    func aWrongDocumentIsRefusedWithItsPlace(yaml: String, words: String) {
        let error = #expect(throws: DocumentError.self) { try settings(yaml) }
        #expect(error?.description.contains(words) == true)
        #expect(error?.line != nil)
    }

    @Test func anUpstreamFlagSaysAllItCan() throws {
        let document = try UpstreamDocument(
            flag: "main=https://llm.example.ru/v1,country=RU,models=a|b,key-env=KEY,ca-file=/etc/a%2Cb.pem")
        let upstream = try UpstreamSettings(document)
        #expect(upstream.id.rawValue == "main")
        #expect(upstream.kind == .http(baseURL: "https://llm.example.ru/v1"))
        #expect(upstream.models == [ModelPattern("a"), ModelPattern("b")])
        #expect(upstream.keyEnvironment == "KEY")
        #expect(upstream.caFile == "/etc/a,b.pem")
        #expect(!upstream.isInClear)
    }

    @Test(arguments: [
        ("main", "NAME=URL"), ("=https://x.example/v1", "NAME=URL"), ("a=https://x.example/v1,country", "OPTION=VALUE"),
        ("a=https://x.example/v1,county=RU", "did you mean country?"),
    ])
    func aWrongUpstreamFlagIsRefusedInWords(flag: String, words: String) {
        let error = #expect(throws: SettingsError.self) { try UpstreamDocument(flag: flag) }
        #expect(error?.description.contains(words) == true)
    }

    @Test(arguments: [
        ("http://127.0.0.1:9/v1", false), ("http://localhost:9/v1", false), ("http://llm.example.ru/v1", true),
        ("https://llm.example.ru/v1", false),
    ])
    func anUnencryptedUpstreamElsewhereIsKnown(url: String, isInClear: Bool) throws {
        let document = UpstreamDocument(name: "a", url: url, country: "RU")
        #expect(try UpstreamSettings(document).isInClear == isInClear)
    }

    @Test func aFlagTakesThePlaceOfTheFilesKey() throws {
        let folder = try TemporaryFolder()
        let file = folder.file("zavesa.yaml")
        let yaml = """
            home: [KZ]
            listen: 127.0.0.1:1
            data: /nowhere
            upstreams: [{name: a, url: "https://x.example/v1", country: KZ}]
            """
        try yaml.write(toFile: file, atomically: true, encoding: .utf8)
        var options = ServeOptions()
        options.config = file
        options.listen = "127.0.0.1:2"
        options.home = ["RU", "BY"]
        options.upstreams = ["b=https://y.example/v1,country=BY"]
        let settings = try Settings.load(options, testResources)
        #expect(settings.home == ["RU", "BY"])
        #expect(settings.listen.port == 2)
        #expect(settings.data == "/nowhere")
        #expect(settings.upstreams.map(\.id.rawValue) == ["b"])
    }
}
