// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import NIOHTTP1

extension HTTPRequest {
    /// A head as it was read. `nil` where its method is no token.
    init?(_ head: HTTPRequestHead) {
        let method: Method
        switch head.method {
        case .GET: method = .get
        case .POST: method = .post
        case .HEAD: method = .head
        default:
            guard let other = Method(rawValue: head.method.rawValue) else { return nil }
            method = other
        }
        var fields = HTTPFields()
        fields.reserveCapacity(head.headers.count)
        for (name, value) in head.headers {
            guard let name = HTTPField.Name(name) else { continue }
            fields.append(HTTPField(name: name, value: value))
        }
        self.init(
            method: method, scheme: nil, authority: nil, path: Self.path(of: head.uri), headerFields: fields)
    }

    /// The path and what follows it: a proxy's client names the whole address (RFC 9112 §3.2.2).
    private static func path(of target: String) -> String {
        guard !target.utf8.starts(with: "/".utf8), let scheme = target.firstRange(of: "://") else { return target }
        let rest = target[scheme.upperBound...]
        guard let slash = rest.utf8.firstIndex(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }) else {
            return "/"
        }
        return rest[slash...].hasPrefix("?") ? "/" + rest[slash...] : String(rest[slash...])
    }
}
