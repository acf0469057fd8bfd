// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials
package import HTTPTypes
import PrivacyCore

/// The callers this gateway knows, by the hashes of their keys.
///
/// Keys are random and long, made by a machine, so that one SHA-256 is enough; the file never holds a key itself.
package struct CallerDirectory: Sendable {
    /// One caller's line.
    package struct Entry: Sendable {
        package let caller: Caller
        /// SHA-256 of the key, 32 bytes.
        package let digest: [UInt8]

        package init(caller: Caller, digest: [UInt8]) {
            self.caller = caller
            self.digest = digest
        }
    }

    private let entries: [Entry]?

    /// Everybody is `Caller.local`; for loopback only.
    package static let open = CallerDirectory(entries: nil)

    /// Only those who hold one of these keys.
    package init(_ entries: [Entry]) {
        self.init(entries: entries)
    }

    private init(entries: [Entry]?) {
        self.entries = entries
    }

    /// Whether a key is asked for.
    package var asksForKey: Bool { entries != nil }

    /// Who sent a request with these headers; `nil` without a known key. Every entry is compared, and in constant
    /// time, so that the time taken says nothing about the keys.
    package func caller(of headers: HTTPFields) -> Caller? {
        guard let entries else { return .local }
        guard let key = Self.key(in: headers) else { return nil }
        let digest = key.expose { Array(SHA256.hash(data: Array($0.utf8))) }
        var found: Caller?
        for entry in entries where ConstantTime.areEqual(entry.digest, digest) { found = entry.caller }
        return found
    }

    /// `Authorization: Bearer KEY`, or `Basic` with the key as the password, for clients that can only be given a URL
    /// (`http://any:KEY@host`); else `x-api-key: KEY`.
    private static func key(in headers: HTTPFields) -> Sensitive<String>? {
        let value = headers[.authorization] ?? ""
        if let key = value.dropping(scheme: "bearer ") { return Sensitive(String(key)) }
        if let pair = value.dropping(scheme: "basic "), let bytes = Data(base64Encoded: String(pair)),
            let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
        {
            return Sensitive(String(decoding: bytes[bytes.index(after: colon)...], as: UTF8.self))
        }
        return HTTPField.Name("x-api-key").flatMap { headers[$0] }.map(Sensitive.init)
    }
}

extension String {
    /// What follows an authentication scheme, whose name has no case (RFC 9110 §11.1).
    fileprivate func dropping(scheme: String) -> Substring? {
        lowercased().hasPrefix(scheme) ? dropFirst(scheme.count) : nil
    }
}
