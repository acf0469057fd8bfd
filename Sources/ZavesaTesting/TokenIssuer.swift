// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
package import Foundation
package import PrivacyCore
import Synchronization

/// A small issuer of tokens: its keys, and the set that it publishes.
package final class TokenIssuer: Sendable {
    private let keys = Mutex<[(kid: String, key: P256.Signing.PrivateKey)]>([])
    private let asked = Mutex(0)
    private let up = Mutex(true)

    package init(_ kid: String) { rotate(to: kid) }

    /// Whether its set can be fetched.
    package var isUp: Bool {
        get { up.withLock { $0 } }
        set { up.withLock { $0 = newValue } }
    }

    /// How often its set was fetched.
    package var fetches: Int { asked.withLock { $0 } }

    /// Signs with a new key from now on, and publishes no other.
    package func rotate(to kid: String) { keys.withLock { $0 = [(kid, P256.Signing.PrivateKey())] } }

    /// The set as it is published (RFC 7517). A key of another kind stands in it, as it does in the sets of real issuers.
    package var set: [UInt8] {
        let members = keys.withLock { $0 }.map { kid, key in
            let point = key.publicKey.rawRepresentation
            let (x, y) = (Self.base64URL(point.prefix(32)), Self.base64URL(point.suffix(32)))
            return #"{"kty":"EC","crv":"P-256","use":"sig","kid":"\#(kid)","x":"\#(x)","y":"\#(y)"}"#
        }
        let other = #"{"kty":"oct","kid":"shared","k":"c2VjcmV0"}"#
        return Array(#"{"keys":[\#(([other] + members).joined(separator: ","))]}"#.utf8)
    }

    /// What somebody who asks for the set gets.
    package func fetch() -> [UInt8]? {
        asked.withLock { $0 += 1 }
        return isUp ? set : nil
    }

    /// A token with these claims, signed by the key of the moment.
    package func token(_ claims: String, header: String? = nil) throws -> Sensitive<String> {
        let (kid, key) = keys.withLock { $0[0] }
        let head = header ?? #"{"alg":"ES256","typ":"JWT","kid":"\#(kid)"}"#
        let signed = "\(Self.base64URL(Data(head.utf8))).\(Self.base64URL(Data(claims.utf8)))"
        let signature = try key.signature(for: Data(signed.utf8)).rawRepresentation
        return Sensitive("\(signed).\(Self.base64URL(signature))")
    }

    /// RFC 4648 §5, without padding.
    package static func base64URL(_ bytes: some DataProtocol) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
