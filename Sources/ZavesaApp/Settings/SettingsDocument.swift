// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Policy
package import StrictYAML

/// The settings as an operator wrote them: a file, with what flags said over it. `Settings` is what they mean.
package struct SettingsDocument: Sendable {
    package var home: [String]?
    package var listen: String?
    package var adminListen: String?
    package var data: String?
    package var keysFile: String?
    package var log = LogDocument()
    package var limits = LimitsDocument()
    package var upstreams: [UpstreamDocument]?
    /// What is on file about the companies behind them.
    package var providers: [ProviderRecord] = []
    /// Where `providers` is the name of a file.
    package var providersFile: String?
    /// Days a value is kept after a request last held it.
    package var valueDays: Int?
    /// The `routing:` section; read by `RoutingOptions`.
    package var routing: YAMLNode?
    /// The `access:` section; read by `AccessSettings`.
    package var access: YAMLNode?
    /// The `tls:` and `admin_tls:` sections; read by `TLSSettings`.
    package var tls: YAMLNode?
    package var adminTLS: YAMLNode?
    /// The `restore:` section; read by `RestoreRules`.
    package var restore: YAMLNode?
    /// The `policy:` section; read by the policy itself.
    package var policy: YAMLNode?
    /// The `detection:` section; read by `Protection`.
    package var detection: YAMLNode?
    /// The `telemetry:` section; read by `TelemetrySettings`.
    package var telemetry: YAMLNode?
    /// The `storage:` section; read by `StorageSettings`.
    package var storage: YAMLNode?
    /// The `compliance:` section; read by `ComplianceSettings`.
    package var compliance: YAMLNode?

    /// Nothing written: every default.
    package init() {}

    /// Reads a document. Unknown keys are errors.
    package init(_ root: YAMLNode) throws(DocumentError) {
        let keys = [
            "home", "listen", "admin_listen", "data", "keys_file", "log", "limits", "upstreams", "vault", "restore",
            "routing", "policy", "detection", "telemetry", "providers", "access", "tls", "admin_tls", "storage",
            "compliance",
        ]
        let mapping = try root.mapping(keys: keys)
        home = try mapping.optional("home")?.strings()
        listen = try mapping.optional("listen")?.string()
        adminListen = try mapping.optional("admin_listen")?.string()
        data = try mapping.optional("data")?.string()
        keysFile = try mapping.optional("keys_file")?.string()
        if let node = mapping.optional("log") { log = try LogDocument(node) }
        if let days = try mapping.optional("vault")?.mapping(keys: ["ttl_days"]).optional("ttl_days") {
            guard (1...36_500).contains(try days.integer()) else {
                throw days.error(.invalidValue, "expected 1 to 36500 days")
            }
            valueDays = try days.integer()
        }
        if let node = mapping.optional("limits") { limits = try LimitsDocument(node) }
        if let node = mapping.optional("upstreams") {
            var documents: [UpstreamDocument] = []
            for element in try node.elements() { documents.append(try UpstreamDocument(element)) }
            upstreams = documents
        }
        routing = mapping.optional("routing")
        providers = try ProviderDocument.providers(mapping.optional("providers"))
        providersFile = try? mapping.optional("providers")?.string()
        access = mapping.optional("access")
        tls = mapping.optional("tls")
        adminTLS = mapping.optional("admin_tls")
        restore = mapping.optional("restore")
        policy = mapping.optional("policy")
        detection = mapping.optional("detection")
        telemetry = mapping.optional("telemetry")
        storage = mapping.optional("storage")
        compliance = mapping.optional("compliance")
    }
}
