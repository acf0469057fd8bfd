// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
package import FoundationEssentials

/// Somebody whose signature makes a legal list count: an Ed25519 public key (RFC 8032).
package struct ListSigner: Sendable, Equatable {
    /// SHA-256 of the key's 32 bytes, hex: its name in records.
    package let id: String
    private let key: [UInt8]

    /// How many bytes a signature has, and a file of it at most.
    private static let signatureLength = 64
    private static let mostBytes = 512

    /// Takes the 32 bytes of a key in base64; `nil` for anything else.
    package init?(base64: String) {
        guard let bytes = Data(base64Encoded: base64), bytes.count == 32,
            (try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)) != nil
        else { return nil }
        key = Array(bytes)
        id = ContentDigest.hexadecimal(of: bytes)
    }

    /// Whether the signature is this key's, over exactly these bytes.
    package func signed(_ content: Data, as signature: Data) -> Bool {
        let key = try? Curve25519.Signing.PublicKey(rawRepresentation: self.key)
        return key?.isValidSignature(signature, for: content) ?? false
    }

    /// A signature as it lies in a file: 64 bytes as they are, or in base64 with line breaks; `nil` for anything else.
    package static func signature(in file: Data) -> Data? {
        if file.count == signatureLength { return file }
        guard file.count <= mostBytes else { return nil }
        let signature = Data(base64Encoded: file, options: .ignoreUnknownCharacters)
        return signature?.count == signatureLength ? signature : nil
    }
}
