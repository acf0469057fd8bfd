// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import JWTKit

/// An issuer's keys, each bound to the algorithms it may verify. A token says which key and which algorithm; one pair finds
/// one verifier, so that no key is ever used in a way that its owner did not mean.
package struct KeySet: Sendable {
    private struct Name: Hashable {
        let key: String
        let algorithm: TokenAlgorithm
    }

    private let verifiers: [Name: JWTKeyCollection]

    /// Most keys that are read, and the longest set in bytes.
    private static let keyLimit = 64
    package static let byteLimit = 256 * 1_024

    /// Reads a JWK set. Keys that are not for signatures, of kinds that are not known, or too short are passed over, as RFC
    /// 7517 §5 asks; `nil` for what is no set, and for one without any key that can be used.
    package init?(_ bytes: [UInt8], allowing algorithms: [TokenAlgorithm]) async {
        guard bytes.count <= Self.byteLimit, let set = try? JSONDecoder().decode(Document.self, from: Data(bytes)),
            set.keys.count <= Self.keyLimit
        else { return nil }
        var verifiers: [Name: JWTKeyCollection] = [:]
        var seen: Set<String> = []
        for case .key(let key) in set.keys {
            // Two keys of one name: which one is meant nobody can say.
            guard seen.insert(key.kid).inserted else { return nil }
            for algorithm in algorithms where key.serves(algorithm) {
                guard let collection = await Self.verifier(key, algorithm) else { continue }
                verifiers[Name(key: key.kid, algorithm: algorithm)] = collection
            }
        }
        guard !verifiers.isEmpty else { return nil }
        self.verifiers = verifiers
    }

    /// What verifies a token with this header; `nil` where the issuer has no such key.
    func verifier(of header: TokenHeader) -> JWTKeyCollection? {
        verifiers[Name(key: header.key, algorithm: header.algorithm)]
    }

    /// The algorithm is written into the key, because a verifier that takes it from a token can be talked into another one.
    private static func verifier(_ key: Key, _ algorithm: TokenAlgorithm) async -> JWTKeyCollection? {
        guard var jwk = key.jwk, let known = JWK.Algorithm(rawValue: algorithm.rawValue) else { return nil }
        jwk.algorithm = known
        let collection = JWTKeyCollection()
        guard (try? await collection.add(jwk: jwk, isDefault: true)) != nil else { return nil }
        return collection
    }

    private struct Document: Decodable { let keys: [Element] }

    private enum Element: Decodable {
        case key(Key)
        case passedOver

        init(from decoder: any Decoder) throws {
            if let key = try? Key(from: decoder) { self = .key(key) } else { self = .passedOver }
        }
    }

    /// What decides whether a key may be used, and the key.
    private struct Key: Decodable {
        let kty: String
        let kid: String
        let use: String?
        let alg: String?
        let crv: String?
        /// An RSA modulus.
        let n: String?
        /// What only a private key has.
        let d: String?
        let jwk: JWK?

        private enum CodingKeys: CodingKey { case kty, kid, use, alg, crv, n, d }

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: CodingKeys.self)
            kty = try members.decode(String.self, forKey: .kty)
            kid = try members.decode(String.self, forKey: .kid)
            use = try members.decodeIfPresent(String.self, forKey: .use)
            alg = try members.decodeIfPresent(String.self, forKey: .alg)
            crv = try members.decodeIfPresent(String.self, forKey: .crv)
            n = try members.decodeIfPresent(String.self, forKey: .n)
            d = try members.decodeIfPresent(String.self, forKey: .d)
            jwk = try? JWK(from: decoder)
        }

        /// 2048 bits at least (RFC 7518 §3.3): 342 characters of base64url.
        func serves(_ algorithm: TokenAlgorithm) -> Bool {
            kty == algorithm.keyType && crv == algorithm.curve && d == nil && (use ?? "sig") == "sig"
                && (alg ?? algorithm.rawValue) == algorithm.rawValue && (kty != "RSA" || (n?.utf8.count ?? 0) >= 342)
        }
    }
}
