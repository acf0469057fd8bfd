// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Reads the host of a URL byte by byte, strictly: what a browser might read otherwise has no host here.
struct URLAuthority: Sendable {
    private enum State {
        /// So many bytes of `https://` or `http://` (in `scheme`) have come.
        case scheme
        /// In the host.
        case host
        /// After the host's colon, in the port.
        case port
        /// The path began: the host is known.
        case known
        /// A mail address or telephone number to be handed to a program of the user: goes to no host by itself.
        case address
        /// Anything else.
        case unknown
    }

    private var state = State.scheme
    private var scheme: [UInt8] = []
    private var host: [UInt8] = []

    /// At the first byte of a URL.
    init() {}

    /// After a scheme's slashes: `isWeb` for `http` and `https`.
    init(afterSlashesOfWeb isWeb: Bool) {
        state = isWeb ? .host : .unknown
    }

    /// The host in lower case, once it is complete.
    var completeHost: [UInt8]? {
        guard case .known = state else { return nil }
        return host
    }

    /// Whether what was read so far is `mailto:` or `tel:` without parameters.
    var isAddress: Bool {
        guard case .address = state else { return false }
        return true
    }

    mutating func consume(_ byte: UInt8) {
        let byte = ASCII.lowercased(byte)
        switch state {
        case .scheme: consumeScheme(byte)
        case .host: consumeHost(byte)
        case .port:
            if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") {
                state = .known
            } else if !ASCII.isDigit(byte) {
                state = .unknown
            }
        case .address:
            if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "/") || ASCII.isWhitespace(byte) { state = .unknown }
        case .known:
            // A second URL may follow (`srcset`), or browsers drop the white space: either way the host is in doubt.
            if ASCII.isWhitespace(byte) { state = .unknown }
        case .unknown: break
        }
    }

    /// A token in place of a scheme or host makes it unknown.
    mutating func consumeToken() {
        switch state {
        case .scheme, .host, .port: state = .unknown
        case .known, .address, .unknown: break
        }
    }

    private mutating func consumeScheme(_ byte: UInt8) {
        if scheme.isEmpty, ASCII.isWhitespace(byte) || byte == UInt8(ascii: "<") || Self.isQuote(byte) { return }
        scheme.append(byte)
        if Self.web.contains(scheme) {
            state = .host
        } else if Self.addresses.contains(scheme) {
            state = .address
        } else if scheme.count >= Self.longestScheme {
            state = .unknown
        }
    }

    private mutating func consumeHost(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): state = .known
        case UInt8(ascii: ":"): state = .port
        case UInt8(ascii: "-"), UInt8(ascii: "."): append(byte)
        default: if ASCII.isAlphanumeric(byte) { append(byte) } else { state = .unknown }
        }
    }

    private mutating func append(_ byte: UInt8) {
        if host.count < Self.longestHost { host.append(byte) } else { state = .unknown }
    }

    private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

    private static let web: Set<[UInt8]> = [Array("https://".utf8), Array("http://".utf8)]
    private static let addresses: Set<[UInt8]> = [Array("mailto:".utf8), Array("tel:".utf8)]
    private static let longestScheme = 8
    /// RFC 1035 §2.3.4.
    private static let longestHost = 253
}
