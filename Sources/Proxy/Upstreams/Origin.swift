// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// Where an upstream is: scheme, host and port of its base URL, and the path that its endpoints are under.
struct Origin: Sendable, Equatable {
    let host: String
    let port: Int
    let isSecure: Bool
    /// Without a final slash; empty for none.
    let path: String

    /// `nil` for what is no `http` or `https` URL with a host.
    init?(_ url: String) {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(),
            scheme == "https" || scheme == "http", let host = parts.host, !host.isEmpty
        else { return nil }
        isSecure = scheme == "https"
        // An IPv6 address stands in brackets in a URL and in `host`, and in none where it is looked up.
        self.host = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        port = parts.port ?? (isSecure ? 443 : 80)
        path = String(parts.percentEncodedPath.trimmingSuffix { $0 == "/" })
    }

    /// The `host` of its requests.
    var authority: String {
        let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
    }

    /// Whether the host is an address, for which no name can be asked for in a handshake (RFC 6066 §3).
    var isAddress: Bool {
        host.utf8.contains(UInt8(ascii: ":"))
            || host.utf8.allSatisfy { $0 == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

extension String {
    fileprivate func trimmingSuffix(while condition: (Character) -> Bool) -> Substring {
        var rest = self[...]
        while let last = rest.last, condition(last) { rest.removeLast() }
        return rest
    }
}
