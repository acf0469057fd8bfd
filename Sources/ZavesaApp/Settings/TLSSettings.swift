// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import StrictYAML

/// How a listener is encrypted: the `tls:` and `admin_tls:` sections. Files are read by `ListenerTLS`.
package struct TLSSettings: Sendable, Equatable {
    package enum Version: String, Sendable, CaseIterable { case v12 = "1.2", v13 = "1.3" }
    /// Whether callers have to show a certificate.
    package enum Client: String, Sendable, CaseIterable { case required, optional }

    /// The server's certificate and those between it and a root (PEM).
    package let certificate: String
    /// Its private key (PEM); 0600.
    package let key: String
    package let minimumVersion: Version
    /// Roots of callers' certificates (PEM); `nil` where none are asked for.
    package let clientRoots: String?
    package let client: Client

    package init(_ node: YAMLNode) throws(DocumentError) {
        let mapping = try node.mapping(keys: ["certificate", "key", "min_version", "client_ca", "client"])
        certificate = try mapping.required("certificate").string()
        key = try mapping.required("key").string()
        minimumVersion = try mapping.optional("min_version").map(Self.word) ?? .v12
        clientRoots = try mapping.optional("client_ca")?.string()
        if let client = mapping.optional("client"), clientRoots == nil {
            throw client.error(.missingKey, "client needs client_ca, the roots of callers' certificates")
        }
        client = try mapping.optional("client").map(Self.word) ?? .required
    }

    /// Every file that is read.
    package var paths: [String] { [certificate, key] + [clientRoots].compactMap { $0 } }

    private static func word<Word: RawRepresentable & CaseIterable>(
        _ node: YAMLNode
    ) throws(DocumentError) -> Word where Word.RawValue == String {
        guard let word = Word(rawValue: try node.string()) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: " or ")
            throw node.error(.invalidValue, "expected \(words)")
        }
        return word
    }
}
