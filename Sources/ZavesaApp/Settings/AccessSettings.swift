// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Access
package import StrictYAML

/// The `access:` section: who may come in beside the holders of keys.
package struct AccessSettings: Sendable, Equatable {
    /// What tokens of an issuer have to say; `nil` where none are taken.
    package let tokens: TokenRules?
    /// Whom client certificates stand for.
    package let certificates: CertificateMap
    /// Whether the admin listener asks for a key on loopback too; elsewhere it always does.
    package let adminAsksForKey: Bool
    /// Failures a minute after which one address is told to wait.
    package let failuresPerMinute: Int

    package init(_ node: YAMLNode?) throws(DocumentError) {
        let mapping = try node?.mapping(keys: ["jwt", "certificates", "admin", "failures_per_minute"])
        tokens = try mapping?.optional("jwt").map(TokenRules.init)
        certificates = try mapping?.optional("certificates").map(CertificateMap.init) ?? CertificateMap()
        adminAsksForKey = try mapping?.optional("admin").map(Self.asksForKey) ?? false
        failuresPerMinute = try mapping?.optional("failures_per_minute").map(Self.count) ?? 20
    }

    /// Whether the section lets anybody in.
    package var knowsCallers: Bool { tokens != nil || !certificates.isEmpty }

    private static func asksForKey(_ node: YAMLNode) throws(DocumentError) -> Bool {
        switch try node.string() {
        case "open": return false
        case "key": return true
        default: throw node.error(.invalidValue, "expected open or key")
        }
    }

    private static func count(_ node: YAMLNode) throws(DocumentError) -> Int {
        guard case let count = try node.integer(), (1...1_000_000).contains(count) else {
            throw node.error(.invalidValue, "expected 1 to 1000000")
        }
        return count
    }
}
