// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// The header of a token (RFC 7515 §4), read before anything is believed.
struct TokenHeader: Sendable {
    let algorithm: TokenAlgorithm
    let key: String

    /// The longest token that is looked at, in bytes.
    static let limit = 16 * 1_024

    private struct Fields: Decodable {
        let alg: String
        let kid: String
        /// Extensions that a reader has to know (RFC 7515 §4.1.11); none are known here.
        let crit: [String]?
    }

    /// Throws for what is no token, and for one whose signature could never count here.
    init(of token: String, allowing algorithms: [TokenAlgorithm]) throws(Rejection) {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard token.utf8.count <= Self.limit, parts.count == 3, let bytes = Self.bytes(base64URL: parts[0]),
            let fields = try? JSONDecoder().decode(Fields.self, from: bytes),
            let algorithm = TokenAlgorithm(rawValue: fields.alg), algorithms.contains(algorithm),
            fields.crit == nil, (1...256).contains(fields.kid.utf8.count)
        else { throw .refused }
        self.algorithm = algorithm
        key = fields.kid
    }

    /// Whether a text has the three parts of a token.
    static func isToken(_ text: String) -> Bool {
        text.hasPrefix("ey") && text.utf8.reduce(into: 0) { $0 += $1 == UInt8(ascii: ".") ? 1 : 0 } == 2
    }

    /// RFC 4648 §5, without padding.
    static func bytes(base64URL text: Substring) -> Data? {
        let standard = text.replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: standard + String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4))
    }
}
