// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
package import PrivacyCore

/// The form of the keys that this gateway makes: `zv_<id>_<secret><check>`.
///
/// - `id`: 8 characters, 40 random bits. Not secret: it finds the entry, and names it in lists and records.
/// - `secret`: 32 characters, 160 random bits.
/// - `check`: 6 characters of the SHA-256 of everything before them. It tells a key that leaked from text that looks like
///   one, and a mistyped key from one that was revoked.
///
/// All in Crockford's base 32, lower case; `zv_[0-9a-hjkmnp-tv-z]{8}_[0-9a-hjkmnp-tv-z]{38}` finds them in a repository.
package struct APIKey: Sendable {
    package let id: String
    /// The whole key: shown once, and kept nowhere.
    package let text: Sensitive<String>
    /// What is kept.
    package let digest: [UInt8]

    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    private static let prefix = "zv_"
    private static let idLength = 8
    private static let secretLength = 32
    private static let checkLength = 6

    /// Makes a new key from the system's random numbers.
    package static func generate() -> APIKey {
        let id = random(idLength)
        let body = "\(prefix)\(id)_\(random(secretLength))"
        let text = body + check(of: body)
        return APIKey(id: id, text: Sensitive(text), digest: digest(of: text))
    }

    /// The id of a text that has this form and the right check characters; `nil` for any other text.
    package static func id(of text: String) -> String? {
        guard text.utf8.count == prefix.utf8.count + idLength + 1 + secretLength + checkLength, text.hasPrefix(prefix)
        else { return nil }
        let parts = text.dropFirst(prefix.count).split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == idLength, isID(parts[0]),
            parts[1].utf8.allSatisfy(alphabet.contains), text.hasSuffix(check(of: String(text.dropLast(checkLength))))
        else { return nil }
        return String(parts[0])
    }

    /// Whether a text is an id.
    package static func isID(_ text: some StringProtocol) -> Bool {
        text.utf8.count == idLength && text.utf8.allSatisfy(alphabet.contains)
    }

    /// What is kept of a key. One SHA-256 is enough where password hashes have to be slow: there are 2¹⁶⁰ equally likely
    /// keys, and nobody tries those; a fast hash lets a request be refused before it costs anything.
    package static func digest(of text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }

    private static func random(_ length: Int) -> String {
        String(decoding: (0..<length).map { _ in alphabet[Int.random(in: alphabet.indices)] }, as: UTF8.self)
    }

    private static func check(of body: String) -> String {
        String(decoding: digest(of: body).prefix(checkLength).map { alphabet[Int($0 & 31)] }, as: UTF8.self)
    }
}
