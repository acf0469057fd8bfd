// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

extension UpstreamDocument {
    /// Reads `NAME=URL,country=RU[,dialect=anthropic|ollama|gigachat|yandexgpt][,models=a|b][,key-env=VAR][,key-file=PATH]
    /// [,ca-file=PATH]`, of GigaChat also `[,scope=…][,auth-url=URL]`, of YandexGPT also `,folder=ID[,key-scheme=bearer]`.
    /// Also `[,provider=NAME][,pin-sha256=PIN|PIN][,addresses=RANGE|RANGE]`.
    /// A comma within a value is written `%2C`.
    package init(flag text: String) throws(SettingsError) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard let first = parts.first, let pair = Self.pair(first), !pair.name.isEmpty, !pair.value.isEmpty else {
            throw SettingsError("--upstream needs NAME=URL,country=XX")
        }
        self.init(name: pair.name, url: pair.value, country: nil)
        for part in parts.dropFirst() {
            guard let (name, value) = Self.pair(part), !value.isEmpty else {
                throw SettingsError("--upstream \(self.name): expected OPTION=VALUE after each comma")
            }
            switch name {
            case "country": country = value
            case "dialect": dialect = value
            case "models": models = value.split(separator: "|").map(String.init)
            case "key-env": keyEnvironment = value
            case "key-file": keyFile = value
            case "ca-file": caFile = value
            case "scope": scope = value
            case "auth-url": authURL = value
            case "folder": folder = value
            case "key-scheme": keyScheme = value
            case "provider": provider = value
            case "pin-sha256": pins = value.split(separator: "|").map(String.init)
            case "addresses": addresses = value.split(separator: "|").map(String.init)
            default:
                let options = [
                    "country", "dialect", "models", "key-env", "key-file", "ca-file", "scope", "auth-url", "folder",
                    "key-scheme", "provider", "pin-sha256", "addresses",
                ]
                throw SettingsError("--upstream \(self.name): \(YAMLNode.unknown(name, among: options))")
            }
        }
    }

    private static func pair(_ text: Substring) -> (name: String, value: String)? {
        guard let equals = text.firstIndex(of: "=") else { return nil }
        let value = text[text.index(after: equals)...].replacing("%2C", with: ",").replacing("%2c", with: ",")
        return (String(text[..<equals]), String(value))
    }
}
