// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import StrictYAML

/// The settings as an operator wrote them: a file, with what flags said over it. `Settings` is what they mean.
package struct SettingsDocument: Sendable {
    package var home: [String]?
    package var listen: String?
    package var adminListen: String?
    package var data: String?
    package var keysFile: String?
    package var logLevel: String?
    package var limits = LimitsDocument()
    package var upstreams: [UpstreamDocument]?
    /// Days a value is kept after a request last held it.
    package var valueDays: Int?
    /// The `restore:` section; read by `RestoreRules`.
    package var restore: YAMLNode?
    /// The `policy:` section; read by the policy itself.
    package var policy: YAMLNode?
    /// The `detection:` section; read by `Protection`.
    package var detection: YAMLNode?

    /// Nothing written: every default.
    package init() {}

    /// Reads a document. Unknown keys are errors.
    package init(_ root: YAMLNode) throws(DocumentError) {
        let keys = [
            "home", "listen", "admin_listen", "data", "keys_file", "log", "limits", "upstreams", "vault", "restore",
            "policy", "detection",
        ]
        let mapping = try root.mapping(keys: keys)
        home = try mapping.optional("home")?.strings()
        listen = try mapping.optional("listen")?.string()
        adminListen = try mapping.optional("admin_listen")?.string()
        data = try mapping.optional("data")?.string()
        keysFile = try mapping.optional("keys_file")?.string()
        logLevel = try mapping.optional("log")?.mapping(keys: ["level"]).optional("level")?.string()
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
        restore = mapping.optional("restore")
        policy = mapping.optional("policy")
        detection = mapping.optional("detection")
    }
}
