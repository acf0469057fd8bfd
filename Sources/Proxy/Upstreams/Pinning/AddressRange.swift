// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A range of addresses in CIDR notation (RFC 4632, RFC 4291 §2.3).
package struct AddressRange: Sendable, Equatable {
    private let first: IPAddress
    /// How many bits are fixed.
    private let prefix: Int

    /// Reads `192.0.2.0/24`, `2001:db8::/32` or one address. `nil` for anything else, also for a range with bits behind
    /// its prefix: it was perhaps meant otherwise.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let first = IPAddress(String(parts[0])) else { return nil }
        let bits = first.bytes.count * 8
        var prefix = bits
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
                let written = Int(parts[1]), written <= bits
            else { return nil }
            prefix = written
        }
        self.first = first
        self.prefix = prefix
        guard Self.masked(first.bytes, prefix) == first.bytes else { return nil }
    }

    package func contains(_ address: IPAddress) -> Bool {
        address.bytes.count == first.bytes.count && Self.masked(address.bytes, prefix) == first.bytes
    }

    private static func masked(_ bytes: [UInt8], _ prefix: Int) -> [UInt8] {
        bytes.enumerated().map { index, byte in
            let kept = min(8, max(0, prefix - index * 8))
            return kept == 0 ? 0 : byte & (0xFF << UInt8(8 - kept))
        }
    }
}
