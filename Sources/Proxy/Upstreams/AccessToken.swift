// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import FoundationEssentials
import JSONText
package import PrivacyCore

/// A token and how long it is used.
package struct AccessToken: Sendable {
    /// The longest answer of an exchange that is read, in bytes.
    static let answerLimit = 64 * 1_024
    /// A token is replaced this long before it expires, or a tenth of its life, whichever is less.
    private static let longestMargin: TimeInterval = 60

    package let value: Sensitive<String>
    private let renewal: Date

    /// Reads `{"access_token":…,"expires_at":…}`, where the time is in milliseconds since 1970. `nil` for anything else: a
    /// token is letters, digits and marks that may stand in a header.
    package init?(answer: [UInt8], askedAt asked: Date) {
        guard let scan = try? JSONScan(answer), let token = scan.member("access_token", of: 0),
            scan.nodes[token].kind == .string, let expiry = scan.member("expires_at", of: 0),
            scan.nodes[expiry].kind == .number, let milliseconds = Double(scan.string(expiry))
        else { return nil }
        let text = scan.decoded(token).utf8
        guard !text.isEmpty, text.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        value = Sensitive(String(decoding: text, as: UTF8.self))
        let expires = Date(timeIntervalSince1970: milliseconds / 1_000)
        renewal = expires - min(Self.longestMargin, max(0, expires.timeIntervalSince(asked)) / 10)
    }

    /// Whether it may still be sent.
    package func isFresh(at now: Date) -> Bool { now < renewal }

    /// Whether it is this very token.
    func isSame(as other: Sensitive<String>?) -> Bool {
        guard let other else { return false }
        return value.expose { mine in other.expose { $0 == mine } }
    }
}
