// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import FoundationEssentials
package import Limits
package import PrivacyCore
package import Providers
package import Proxy
import StrictYAML

/// One upstream, checked.
package struct UpstreamSettings: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// The model that lives in this process.
        case demo
        /// A service that speaks `dialect`; the base URL has no final slash.
        case http(baseURL: String)
    }

    package let id: UpstreamID
    package let kind: Kind
    package let country: Jurisdiction
    package let dialect: Dialect
    package let vendor: VendorSettings
    package let models: [ModelPattern]
    package let keyEnvironment: String?
    package let keyFile: String?
    package let caFile: String?
    package let proxy: HTTPProxy?
    package let timeouts: UpstreamTimeouts
    package let costRate: CostRate?

    package init(_ document: UpstreamDocument) throws(SettingsError) {
        let name = document.name
        guard (1...32).contains(name.utf8.count), name.utf8.allSatisfy(Self.isNameByte) else {
            throw SettingsError("upstreams: a name is 1 to 32 letters, digits, and . _ -")
        }
        guard let country = document.country.flatMap({ Jurisdiction($0) }) else {
            throw SettingsError("upstream \(name): country is missing: say where it processes data, such as RU")
        }
        guard document.keyEnvironment == nil || document.keyFile == nil else {
            throw SettingsError("upstream \(name): take key_env or key_file, not both")
        }
        id = UpstreamID(rawValue: name)
        kind = try Self.kind(document)
        self.country = country
        dialect = try Self.dialect(document)
        vendor = try VendorSettings(document, dialect: dialect)
        models = (document.models ?? ["*"]).map(ModelPattern.init)
        guard models.allSatisfy({ FieldGrammar.isConfiguredName($0.text) }) else {
            throw SettingsError("upstream \(name): model names are letters, digits and . _ : / + - *")
        }
        keyEnvironment = document.keyEnvironment
        keyFile = document.keyFile
        caFile = document.caFile
        proxy = try Self.proxy(document)
        timeouts = document.timeouts
        costRate = document.price
    }

    /// The model that lives in this process, for settings that name no upstream.
    package static func demo(in country: Jurisdiction) -> UpstreamSettings {
        UpstreamSettings(demoIn: country)
    }

    private init(demoIn country: Jurisdiction) {
        id = UpstreamID(rawValue: "demo")
        kind = .demo
        self.country = country
        dialect = .openai
        vendor = .plain
        models = [ModelPattern(DemoModel.model)]
        keyEnvironment = nil
        keyFile = nil
        caFile = nil
        proxy = nil
        timeouts = UpstreamTimeouts()
        costRate = nil
    }

    /// Whether requests to it travel unencrypted to another machine; worth a warning.
    package var isInClear: Bool {
        guard case .http(let url) = kind else { return false }
        return Self.isInClear(url) || vendor.exchange.map { Self.isInClear($0.url) } ?? false
    }

    private static func isInClear(_ url: String) -> Bool {
        guard url.hasPrefix("http://"), let host = URL(string: url)?.host() else { return false }
        return !ListenAddress(host: host, port: 0).isLoopback
    }

    private static func kind(_ document: UpstreamDocument) throws(SettingsError) -> Kind {
        let text = document.url
        guard isPlainURL(text) else {
            throw SettingsError(
                "upstream \(document.name): expected a URL with its version path, such as https://llm.example.ru/v1")
        }
        return .http(baseURL: text.hasSuffix("/") ? String(text.dropLast()) : text)
    }

    /// Whether a text is an HTTP URL without a user, a query or a fragment.
    static func isPlainURL(_ text: String) -> Bool {
        guard let url = URL(string: text) else { return false }
        return ["http", "https"].contains(url.scheme) && url.host()?.isEmpty == false && url.user() == nil
            && url.query() == nil && url.fragment() == nil
    }

    private static func dialect(_ document: UpstreamDocument) throws(SettingsError) -> Dialect {
        guard let name = document.dialect else { return .openai }
        guard let dialect = Dialect(rawValue: name) else {
            throw SettingsError(
                "upstream \(document.name): dialect: \(YAMLNode.suggestion(for: name, among: Dialect.names))")
        }
        return dialect
    }

    private static func proxy(_ document: UpstreamDocument) throws(SettingsError) -> HTTPProxy? {
        guard let text = document.proxy else { return nil }
        guard let url = URL(string: text), url.scheme == "http", let host = url.host(), url.user() == nil else {
            throw SettingsError("upstream \(document.name): expected a proxy such as http://proxy.example.ru:3128")
        }
        return HTTPProxy(host: host, port: url.port ?? 3_128)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
