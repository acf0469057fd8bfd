// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
import StrictYAML

/// A place that the operator declares: a folder with all that lies in it, or a host that data is sent to.
package struct StoragePlace: Sendable, Equatable {
    package enum Location: Sendable, Equatable {
        /// An absolute path, without a slash at its end.
        case path(String)
        /// A name or an address, in lower case.
        case host(String)
    }

    package let location: Location
    package let country: Jurisdiction
    /// Whether the operator knows that the path is on a file system of another machine, and in which country that is.
    package let isNetwork: Bool

    /// `country` is that of a place that names none.
    init(_ node: YAMLNode, country standard: Jurisdiction) throws(DocumentError) {
        let mapping = try node.mapping(keys: ["path", "host", "country", "network"])
        isNetwork = try mapping.optional("network")?.boolean() ?? false
        country = try mapping.optional("country").map(StorageSettings.country) ?? standard
        switch (mapping.optional("path"), mapping.optional("host")) {
        case (let path?, nil):
            let text = try path.string()
            guard text.hasPrefix("/") else { throw path.error(.invalidValue, "expected a path that begins with /") }
            location = .path("/" + text.split(separator: "/").joined(separator: "/"))
        case (nil, let host?):
            let text = try host.string().lowercased()
            guard !text.isEmpty, !text.contains(where: { "/@ ".contains($0) }) else {
                throw host.error(.invalidValue, "expected a host such as collector.example.ru, without scheme and port")
            }
            guard mapping.optional("network") == nil else { throw host.error(.invalidValue, "network is for a path") }
            location = .host(text)
        default: throw node.error(.missingKey, "expected either a path or a host")
        }
    }
}

extension StoragePlace.Location {
    /// How it is spelled: paths are told from each other by bytes, and no host begins with a slash.
    var bytes: [UInt8] {
        switch self {
        case .path(let text), .host(let text): Array(text.utf8)
        }
    }
}
