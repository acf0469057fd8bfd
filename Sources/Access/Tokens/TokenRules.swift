// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import StrictYAML

/// What a bearer token (a JWT, RFC 7519) has to say to let somebody in: `access.jwt`.
package struct TokenRules: Sendable, Equatable {
    /// Where the issuer's keys are.
    package enum KeySource: Sendable, Equatable {
        /// A JWK set (RFC 7517) in a file.
        case file(String)
        /// The same over HTTPS.
        case url(String)
    }

    /// Which claims say what; a path of nested objects is written with dots, as in `realm_access.roles`.
    package struct Claims: Sendable, Equatable {
        package var caller = "sub"
        /// `nil` where every token is of one tenant.
        package var tenant: String?
        /// `nil` where every token is a caller's.
        package var roles: String?
        /// `nil` where every token has the standard permissions of its roles.
        package var permissions: String?
    }

    package let issuer: String
    /// One of them has to be among the token's.
    package let audiences: [String]
    package let source: KeySource
    /// Certificates (PEM) trusted beside the system's for `source`.
    package let rootsFile: String?
    package let algorithms: [TokenAlgorithm]
    /// How far the clocks may differ, in seconds.
    package let leeway: Int64
    package let claims: Claims
    /// What all of the issuer's tokens are held to; `nil` for everything of its kind, as in `Rights`.
    package let dialects, models, purposes: [String]?
    /// Whose tokens they are where no claim says so.
    package let tenant: TenantID

    private static let keys = [
        "issuer", "audience", "jwks_file", "jwks_url", "ca_file", "algorithms", "leeway", "claims", "tenant",
        "dialects", "models", "purposes",
    ]

    package init(_ node: YAMLNode) throws(DocumentError) {
        let mapping = try node.mapping(keys: Self.keys)
        issuer = try mapping.required("issuer").string()
        let audience = try mapping.required("audience")
        audiences = try audience.strings()
        guard !issuer.isEmpty, !audiences.isEmpty, !audiences.contains("") else {
            throw audience.error(.invalidValue, "expected the name that the issuer knows this gateway by")
        }
        source = try Self.source(mapping)
        rootsFile = try mapping.optional("ca_file")?.string()
        algorithms = try mapping.optional("algorithms").map(Self.algorithms) ?? TokenAlgorithm.allCases
        leeway = try mapping.optional("leeway").map(Self.leeway) ?? 30
        claims = try mapping.optional("claims").map(Self.claims) ?? Claims()
        dialects = try mapping.optional("dialects").map(Self.strings)
        models = try mapping.optional("models").map(Self.strings)
        purposes = try mapping.optional("purposes").map(Self.strings)
        let tenant = mapping.optional("tenant")
        guard let tenant else {
            self.tenant = .default
            return
        }
        guard PlainName.isValid(try tenant.string()) else { throw tenant.error(.invalidValue, PlainName.expectation) }
        self.tenant = TenantID(rawValue: try tenant.string())
    }

    /// A list that is written and empty allows nothing; one that cannot be read must not count as none.
    private static func strings(_ node: YAMLNode) throws(DocumentError) -> [String] { try node.strings() }

    private static func source(_ mapping: YAMLMapping) throws(DocumentError) -> KeySource {
        switch (mapping.optional("jwks_file"), mapping.optional("jwks_url")) {
        case (let file?, nil): return .file(try file.string())
        case (nil, let url?):
            let text = try url.string()
            guard text.hasPrefix("https://"), text.utf8.count > "https://".utf8.count else {
                throw url.error(.invalidValue, "expected an address that begins with https://")
            }
            return .url(text)
        default: throw mapping.node.error(.missingKey, "expected either jwks_file or jwks_url")
        }
    }

    private static func algorithms(_ node: YAMLNode) throws(DocumentError) -> [TokenAlgorithm] {
        var algorithms: [TokenAlgorithm] = []
        for name in try node.strings() {
            guard let algorithm = TokenAlgorithm(rawValue: name) else {
                throw node.error(
                    .invalidValue,
                    "algorithms: \(YAMLNode.suggestion(for: name, among: TokenAlgorithm.allCases.map(\.rawValue)))")
            }
            algorithms.append(algorithm)
        }
        guard !algorithms.isEmpty else { throw node.error(.invalidValue, "expected at least one algorithm") }
        return algorithms
    }

    private static func leeway(_ node: YAMLNode) throws(DocumentError) -> Int64 {
        let text = try node.string()
        guard text.hasSuffix("s"), let seconds = Int64(text.dropLast()), (0...300).contains(seconds) else {
            throw node.error(.invalidValue, "expected 0s to 300s")
        }
        return seconds
    }

    private static func claims(_ node: YAMLNode) throws(DocumentError) -> Claims {
        let mapping = try node.mapping(keys: ["caller", "tenant", "roles", "permissions"])
        var claims = Claims()
        claims.caller = try mapping.optional("caller")?.string() ?? claims.caller
        claims.tenant = try mapping.optional("tenant")?.string()
        claims.roles = try mapping.optional("roles")?.string()
        claims.permissions = try mapping.optional("permissions")?.string()
        return claims
    }
}
