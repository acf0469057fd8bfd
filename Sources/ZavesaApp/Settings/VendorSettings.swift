// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Providers
package import Proxy
import StrictYAML

/// What only some vendors ask for, checked.
package enum VendorSettings: Sendable, Equatable {
    /// Nothing beside a key.
    case plain
    /// The key is exchanged for tokens.
    case gigachat(TokenExchange)
    /// The cloud folder that pays, and how its key is sent.
    case yandexgpt(folder: String, keyHeader: HTTPUpstreamClient.KeyHeader)

    /// GigaChat's own exchange.
    private static let exchangeURL = "https://ngw.devices.sberbank.ru:9443/api/v2/oauth"
    /// What GigaChat's keys are for: private persons, companies that pay in advance, companies that pay afterwards.
    private static let scopes = ["GIGACHAT_API_PERS", "GIGACHAT_API_B2B", "GIGACHAT_API_CORP"]
    private static let keySchemes = ["api-key", "bearer"]

    /// Throws for a setting that the dialect does not have, and for one that it needs.
    init(_ document: UpstreamDocument, dialect: Dialect) throws(SettingsError) {
        let name = document.name
        let own: [(key: String, value: String?, dialect: Dialect)] = [
            ("scope", document.scope, .gigachat), ("auth_url", document.authURL, .gigachat),
            ("folder", document.folder, .yandexgpt), ("key_scheme", document.keyScheme, .yandexgpt),
        ]
        for setting in own where setting.value != nil && setting.dialect != dialect {
            throw SettingsError("upstream \(name): \(setting.key) is a setting of dialect \(setting.dialect.rawValue)")
        }
        let hasKey = document.keyEnvironment != nil || document.keyFile != nil
        switch dialect {
        case .openai, .anthropic, .ollama: self = .plain
        case .gigachat:
            guard hasKey else { throw SettingsError("upstream \(name): gigachat needs its key: key_env or key_file") }
            self = .gigachat(try Self.exchange(document))
        case .yandexgpt:
            guard hasKey else { throw SettingsError("upstream \(name): yandexgpt needs its key: key_env or key_file") }
            self = .yandexgpt(folder: try Self.folder(document), keyHeader: try Self.keyHeader(document))
        }
    }

    /// What a key is exchanged at; `nil` where it is sent itself.
    package var exchange: TokenExchange? {
        guard case .gigachat(let exchange) = self else { return nil }
        return exchange
    }

    /// The cloud folder; nothing where there is none.
    var folder: String {
        guard case .yandexgpt(let folder, _) = self else { return "" }
        return folder
    }

    private static func exchange(_ document: UpstreamDocument) throws(SettingsError) -> TokenExchange {
        let scope = document.scope ?? scopes[0]
        guard scopes.contains(scope) else {
            throw SettingsError("upstream \(document.name): scope: \(YAMLNode.suggestion(for: scope, among: scopes))")
        }
        let url = document.authURL ?? exchangeURL
        guard UpstreamSettings.isPlainURL(url) else {
            throw SettingsError("upstream \(document.name): auth_url: expected a URL such as \(exchangeURL)")
        }
        return TokenExchange(url: url, scope: scope)
    }

    private static func folder(_ document: UpstreamDocument) throws(SettingsError) -> String {
        guard let folder = document.folder, (1...64).contains(folder.utf8.count),
            folder.utf8.allSatisfy({
                $0 &- UInt8(ascii: "0") < 10 || ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 == 0x2D
            })
        else {
            throw SettingsError(
                "upstream \(document.name): yandexgpt needs folder, the identifier of its cloud folder")
        }
        return folder
    }

    private static func keyHeader(
        _ document: UpstreamDocument
    ) throws(SettingsError) -> HTTPUpstreamClient.KeyHeader {
        switch document.keyScheme ?? keySchemes[0] {
        case "api-key": return .authorizationAPIKey
        case "bearer": return .bearer
        case let other:
            throw SettingsError(
                "upstream \(document.name): key_scheme: \(YAMLNode.suggestion(for: other, among: keySchemes))")
        }
    }
}
