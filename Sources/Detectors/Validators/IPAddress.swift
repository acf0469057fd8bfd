// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Internet addresses in their usual spellings.
package enum IPAddress {
    /// Whether `text` is four numbers 0 to 255 without leading zeros, and not one that names no machine:
    /// unspecified (0.*), loopback (127.*), or a mask (255.*).
    package static func isVersion4Host(_ text: [UInt8]) -> Bool {
        guard let octets = octets(text[...]) else { return false }
        return octets[0] != 0 && octets[0] != 127 && octets[0] != 255
    }

    /// Whether `text` is an address of RFC 4291 §2.2 (full, shortened, or with a version 4 tail), and not
    /// unspecified or loopback.
    ///
    /// One group of three digits is asked for: `10::30` and `ff::ee` are far more often times and scopes of code.
    package static func isVersion6Host(_ text: [UInt8]) -> Bool {
        guard text.split(separator: UInt8(ascii: ":")).contains(where: { $0.count >= 3 }), let groups = groups(of: text)
        else { return false }
        return groups.dropLast().contains { $0 != 0 } || groups[7] > 1
    }

    /// The eight groups of a version 6 address; `nil` if it is none.
    private static func groups(of text: [UInt8]) -> [Int]? {
        var parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard (3...9).contains(parts.count) else { return nil }
        var tail: [Int] = []
        if let last = parts.last, last.contains(UInt8(ascii: ".")) {
            guard let octets = octets(last) else { return nil }
            tail = [octets[0] << 8 | octets[1], octets[2] << 8 | octets[3]]
            parts.removeLast()
        }
        // A leading or trailing "::" gives two empty parts; fold them into the one that stands for the gap.
        if parts.first?.isEmpty == true, parts.count > 1, parts[1].isEmpty { parts.removeFirst() }
        if tail.isEmpty, parts.last?.isEmpty == true, parts.dropLast().last?.isEmpty == true { parts.removeLast() }
        let gaps = parts.indices.filter { parts[$0].isEmpty }
        guard gaps.count <= 1 else { return nil }
        var values: [Int] = []
        for part in parts where !part.isEmpty {
            guard let value = hexadecimal(part) else { return nil }
            values.append(value)
        }
        let missing = 8 - values.count - tail.count
        guard let gap = gaps.first else { return missing == 0 ? values + tail : nil }
        guard missing >= 1 else { return nil }
        return values[..<gap] + [Int](repeating: 0, count: missing) + values[gap...] + tail
    }

    private static func hexadecimal(_ part: ArraySlice<UInt8>) -> Int? {
        guard (1...4).contains(part.count) else { return nil }
        var value = 0
        for byte in part {
            guard let digit = byte.hexadecimalValue else { return nil }
            value = value << 4 | digit
        }
        return value
    }

    private static func octets(_ text: ArraySlice<UInt8>) -> [Int]? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var octets: [Int] = []
        for part in parts {
            guard (1...3).contains(part.count), part.allSatisfy(\.isASCIIDigit) else { return nil }
            guard part.count == 1 || part.first != UInt8(ascii: "0") else { return nil }
            let value = part.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
            guard value <= 255 else { return nil }
            octets.append(value)
        }
        return octets
    }
}
