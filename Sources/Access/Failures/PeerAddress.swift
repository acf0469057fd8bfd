// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Where a connection comes from, as coarse as one customer of a network: an IPv4 address, or the first 64 bits of an IPv6
/// one, of which a customer has 2⁶⁴. Kept in memory for a minute, and written nowhere.
package struct PeerAddress: Hashable, Sendable {
    private let network: String

    /// Reads an address as systems print it (RFC 5952); an IPv4 address written as IPv6 (RFC 4291 §2.5.5.2) counts as what
    /// it is.
    package init(_ text: String) {
        let mapped = "::ffff:"
        if text.hasPrefix(mapped), text.contains(".") {
            network = String(text.dropFirst(mapped.count))
        } else if text.contains(":") {
            network = Self.groups(of: text).prefix(4).joined(separator: ":")
        } else {
            network = text
        }
    }

    /// A connection without an address, such as one of a local socket.
    package static let none = PeerAddress("")

    /// The groups of an IPv6 address, those that `::` leaves out written as zeros.
    private static func groups(of text: String) -> [Substring] {
        guard let gap = text.firstRange(of: "::") else { return text.split(separator: ":") }
        let before = text[..<gap.lowerBound].split(separator: ":")
        let after = text[gap.upperBound...].split(separator: ":")
        return before + Array(repeating: "0", count: max(0, 8 - before.count - after.count)) + after
    }
}
