// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import SwiftASN1
import X509

/// The names in a caller's certificate, whose chain was verified when the connection was made.
package struct PeerCertificate: Sendable, Equatable {
    package let commonName: String?
    package let uris: [String]
    package let dnsNames: [String]

    package init(commonName: String?, uris: [String], dnsNames: [String]) {
        self.commonName = commonName
        self.uris = uris
        self.dnsNames = dnsNames
    }

    /// Reads a certificate's DER; `nil` where that cannot be done, or where a certificate names two subjects.
    package init?(der: [UInt8]) {
        guard let certificate = try? Certificate(derEncoded: der) else { return nil }
        let names = certificate.subject.flatMap { $0 }
            .filter { $0.type == .RDNAttributeType.commonName }.map { String(describing: $0.value) }
        guard names.count <= 1 else { return nil }
        let alternatives: SubjectAlternativeNames?
        do {
            alternatives = try certificate.extensions.subjectAlternativeNames
        } catch {
            return nil
        }
        var uris: [String] = []
        var dnsNames: [String] = []
        for name in alternatives ?? SubjectAlternativeNames([]) {
            switch name {
            case .uniformResourceIdentifier(let uri): uris.append(uri)
            case .dnsName(let name): dnsNames.append(name)
            default: break
            }
        }
        self.init(commonName: names.first, uris: uris, dnsNames: dnsNames)
    }
}
