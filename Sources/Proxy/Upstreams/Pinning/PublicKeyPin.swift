// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials
import NIOSSL

/// SHA-256 of the public key (SubjectPublicKeyInfo, RFC 5280 §4.1.2.7) that a server's certificate has to hold.
package struct PublicKeyPin: Sendable, Hashable {
    private let digest: [UInt8]

    /// Reads the digest in base64 (as RFC 7469 §2.4 writes it), also after `sha256/`, or in 64 hexadecimal digits; `nil`
    /// for anything else.
    package init?(_ text: String) {
        let bare = text.hasPrefix("sha256/") ? String(text.dropFirst("sha256/".utf8.count)) : text
        if bare.utf8.count == 64 {
            let digits = bare.compactMap(\.hexDigitValue)
            guard digits.count == 64 else { return nil }
            digest = stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
        } else {
            guard let data = Data(base64Encoded: bare), data.count == 32 else { return nil }
            digest = Array(data)
        }
    }

    /// The pin of a certificate's key. Throws where the key cannot be read.
    init(_ certificate: NIOSSLCertificate) throws {
        digest = Array(SHA256.hash(data: try certificate.extractPublicKey().toSPKIBytes()))
    }
}
