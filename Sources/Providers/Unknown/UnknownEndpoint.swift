// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A path that no provider here knows, under a prefix that one has.
extension Endpoint {
    /// Its name in metrics and records, whatever the path is: a path can hold anything.
    static let unknownName = "unknown"
    /// The longest path that is passed on.
    private static let maxPathLength = 200

    /// `nil` for a path outside of the dialect's prefix, or one that is more than names: letters, digits, `_`, `-`, `.`
    /// and slashes, no step upwards.
    package static func unknown(at path: String, of dialect: Dialect) -> Endpoint? {
        let prefix = dialect == .ollama ? "/api" : "/v1"
        guard path.hasPrefix(prefix + "/"), path.utf8.count <= maxPathLength else { return nil }
        let rest = path.dropFirst(prefix.count)
        let parts = rest.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.allSatisfy({ isName($0) }) else { return nil }
        return Endpoint(
            dialect: dialect, name: unknownName, method: "POST", path: path, upstreamPath: String(rest))
    }

    package var isUnknown: Bool { name == Self.unknownName }

    private static func isName(_ part: Substring.UTF8View.SubSequence) -> Bool {
        !part.isEmpty && part.first != UInt8(ascii: ".")
            && part.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}
