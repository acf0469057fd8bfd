// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import StrictYAML

/// Who a certificate stands for: `access.certificates`.
package struct CertificateMap: Sendable, Equatable {
    /// One name of a certificate, compared whole and as bytes.
    private struct Name: Hashable {
        enum Kind: String, CaseIterable { case cn, uri, dns }
        let kind: Kind
        let bytes: [UInt8]
    }

    private var principals: [Name: Principal] = [:]

    /// Nobody.
    package init() {}

    /// Reads a list of `{cn|uri|dns: NAME, caller, tenant, roles, permissions, dialects, models, purposes}`.
    package init(_ node: YAMLNode) throws(DocumentError) {
        for element in try node.elements() {
            let kinds = Name.Kind.allCases.map(\.rawValue)
            let mapping = try element.mapping(keys: RightsDocument.keys + kinds)
            let written = Name.Kind.allCases.filter { mapping.optional($0.rawValue) != nil }
            guard let kind = written.first, written.count == 1 else {
                throw element.error(.invalidValue, "expected one of cn, uri and dns")
            }
            let name = Name(kind: kind, bytes: Array(try mapping.required(kind.rawValue).string().utf8))
            let owner = try RightsDocument(mapping)
            let principal = Principal(caller: owner.caller, rights: owner.rights, method: .certificate)
            guard principals.updateValue(principal, forKey: name) == nil else {
                throw element.error(.duplicateKey, "this name stands twice")
            }
        }
    }

    /// Whom it names.
    package var callers: [Caller] { principals.values.map(\.caller) }

    /// Whether it names anybody.
    package var isEmpty: Bool { principals.isEmpty }

    /// Whom a certificate stands for: by its URI first, then its DNS name, then its common name. Where several of its names
    /// stand in the list they have to mean the same; otherwise nobody is meant.
    package func principal(of certificate: PeerCertificate) -> Principal? {
        let names =
            certificate.uris.map { Name(kind: .uri, bytes: Array($0.utf8)) }
            + certificate.dnsNames.map { Name(kind: .dns, bytes: Array($0.utf8)) }
            + [certificate.commonName].compactMap { $0 }.map { Name(kind: .cn, bytes: Array($0.utf8)) }
        let meant = names.compactMap { principals[$0] }
        guard let first = meant.first, meant.allSatisfy({ $0 == first }) else { return nil }
        return first
    }
}
