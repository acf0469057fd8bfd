// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The answer of `GET /v1/models`: every model that the operator named for some upstream.
///
/// Upstreams are not asked: the list says what this gateway serves, and a pattern such as `gpt-*` names no model.
struct ModelList {
    private let models: [(name: String, owner: String)]
    private let patterns: [(pattern: ModelPattern, owner: String)]

    init(_ upstreams: [Upstream]) {
        patterns = upstreams.flatMap { upstream in upstream.models.map { ($0, upstream.id.rawValue) } }
        var names: Set<String> = []
        models = patterns.compactMap { entry in
            guard let name = entry.pattern.exactName, names.insert(name).inserted else { return nil }
            return (name, entry.owner)
        }
    }

    /// The whole list.
    var body: [UInt8] {
        let entries = models.map { Self.entry($0.name, $0.owner) }.joined(separator: ",")
        return Array(#"{"object":"list","data":[\#(entries)]}"#.utf8)
    }

    /// One model's entry; `nil` for a model that nobody serves. A name that only a pattern covers is not listed.
    func body(of name: String) -> [UInt8]? {
        models.first { $0.name == name }.map { Array(Self.entry($0.name, $0.owner).utf8) }
    }

    private static func entry(_ name: String, _ owner: String) -> String {
        #"{"id":\#(quoted(name)),"object":"model","created":0,"owned_by":\#(quoted(owner))}"#
    }

    /// Names come from the operator's file; what JSON needs escaped is escaped all the same.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\u{0}"..."\u{1F}": quoted += "\\u00\(scalar.value < 16 ? "0" : "")\(String(scalar.value, radix: 16))"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
