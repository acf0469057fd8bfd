// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Proxy
package import StrictYAML

/// One upstream as an operator wrote it, in the file or in a flag.
package struct UpstreamDocument: Sendable, Equatable {
    package var name: String
    /// The base URL with its version path.
    package var url: String
    package var country: String?
    package var dialect: String?
    package var models: [String]?
    package var keyEnvironment: String?
    package var keyFile: String?
    package var caFile: String?
    package var scope: String?
    package var authURL: String?
    package var folder: String?
    package var keyScheme: String?
    package var proxy: String?
    package var timeouts = UpstreamTimeouts()
    /// For the choice among allowed upstreams.
    package var profile = ProfileDocument()
    /// The name of an element of `providers:`.
    package var provider: String?
    /// Public keys and addresses that its connections have to show, as written.
    package var pins: [String] = []
    package var addresses: [String] = []

    package init(name: String, url: String, country: String?) {
        self.name = name
        self.url = url
        self.country = country
    }

    /// Reads one element of `upstreams:`.
    package init(_ node: YAMLNode) throws(DocumentError) {
        let mapping = try node.mapping(
            keys: ProfileDocument.keys + [
                "name", "url", "country", "dialect", "models", "key_env", "key_file", "ca_file", "proxy", "timeouts",
                "scope", "auth_url", "folder", "key_scheme", "provider", "pin_sha256", "addresses",
            ])
        name = try mapping.required("name").string()
        url = try mapping.required("url").string()
        country = try mapping.optional("country")?.string()
        dialect = try mapping.optional("dialect")?.string()
        models = try mapping.optional("models")?.strings()
        keyEnvironment = try mapping.optional("key_env")?.string()
        keyFile = try mapping.optional("key_file")?.string()
        caFile = try mapping.optional("ca_file")?.string()
        scope = try mapping.optional("scope")?.string()
        authURL = try mapping.optional("auth_url")?.string()
        folder = try mapping.optional("folder")?.string()
        keyScheme = try mapping.optional("key_scheme")?.string()
        proxy = try mapping.optional("proxy")?.string()
        profile = try ProfileDocument(mapping)
        provider = try mapping.optional("provider")?.string()
        pins = try mapping.optional("pin_sha256")?.strings() ?? []
        addresses = try mapping.optional("addresses")?.strings() ?? []
        if let node = mapping.optional("timeouts") {
            let mapping = try node.mapping(keys: ["connect", "first_byte", "idle", "total"])
            if let value = mapping.optional("connect") { timeouts.connect = try value.duration() }
            if let value = mapping.optional("first_byte") { timeouts.firstByte = try value.duration() }
            if let value = mapping.optional("idle") { timeouts.idle = try value.duration() }
            if let value = mapping.optional("total") { timeouts.total = try value.duration() }
        }
    }
}
