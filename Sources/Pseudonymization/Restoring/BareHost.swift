// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Knows a host that is written without scheme, `host.example/…` or `host.example?…`, byte by byte: some readers make a link of it.
struct BareHost: Sendable {
    /// The host and what ends it, lower case, while it can be one.
    private(set) var bytes: [UInt8] = []
    /// Letters since the last full stop; `nil` before the first, or where something else stands behind it.
    private var letters: Int?
    /// Whether the byte just read ended a host.
    private(set) var isComplete = false

    /// RFC 1035 §2.3.4.
    private static let longest = 253
    /// The shortest top-level domain.
    private static let leastLetters = 2

    mutating func consume(_ byte: UInt8) {
        if isComplete { consumeToken() }
        switch byte {
        case UInt8(ascii: "/"), UInt8(ascii: "?"):
            guard let letters, letters >= Self.leastLetters else { return consumeToken() }
            bytes.append(byte)
            isComplete = true
        case UInt8(ascii: "."):
            letters = bytes.isEmpty || bytes.last == byte ? nil : 0
            append(byte)
        case UInt8(ascii: "-"):
            letters = nil
            append(byte)
        default:
            guard ASCII.isAlphanumeric(byte) else { return consumeToken() }
            letters = ASCII.isLetter(byte) ? letters.map { $0 + 1 } : nil
            append(ASCII.lowercased(byte))
        }
    }

    /// A token passed, or something that stands in no host.
    mutating func consumeToken() {
        bytes.removeAll(keepingCapacity: true)
        letters = nil
        isComplete = false
    }

    private mutating func append(_ byte: UInt8) {
        if bytes.count < Self.longest { bytes.append(byte) } else { consumeToken() }
    }
}
