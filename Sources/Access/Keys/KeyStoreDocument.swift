// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
package import StrictYAML

/// The key store as a document: what `zavesa keys` writes and the gateway reads. One key a line, so that a difference
/// between two states can be read.
package struct KeyStoreDocument: Sendable {
    package var entries: [KeyEntry]

    /// Most keys in one store: what is over it is a mistake, or somebody's attempt to use up memory.
    package static let limit = 100_000

    /// An empty store: nobody has a key.
    package init() { entries = [] }

    /// Reads a store. Unknown members, ids that stand twice and rights that exclude each other are errors.
    package init(_ root: YAMLNode) throws(DocumentError) {
        let mapping = try root.mapping(keys: ["version", "keys"])
        let version = try mapping.required("version")
        guard try version.integer() == 1 else { throw version.error(.invalidValue, "expected version 1") }
        entries = []
        var ids: Set<String> = []
        let nodes = try mapping.optional("keys")?.elements() ?? []
        guard nodes.count <= Self.limit else { throw root.error(.invalidValue, "more than \(Self.limit) keys") }
        for node in nodes {
            let entry = try Self.entry(node)
            guard let id = entry.id, ids.insert(id).inserted else {
                throw node.error(.duplicateKey, "this id stands twice")
            }
            entries.append(entry)
        }
    }

    /// The document's text.
    package var text: String {
        let head = """
            # The API keys of this gateway, by their hashes. Written by zavesa keys create and zavesa keys revoke.
            version: 1

            """
        guard !entries.isEmpty else { return head + "keys: []\n" }
        return head + "keys:\n" + entries.map { "- \(Self.line($0))\n" }.joined()
    }

    private static func entry(_ node: YAMLNode) throws(DocumentError) -> KeyEntry {
        let mapping = try node.mapping(keys: RightsDocument.keys + ["id", "sha256", "created", "expires"])
        let owner = try RightsDocument(mapping)
        let id = try mapping.required("id")
        guard APIKey.isID(try id.string()) else { throw id.error(.invalidValue, "expected the 8 characters of an id") }
        let hash = try mapping.required("sha256")
        guard let digest = Digest.bytes(hex: try hash.string()) else {
            throw hash.error(.invalidValue, "expected 64 hexadecimal digits")
        }
        return KeyEntry(
            id: try id.string(), caller: owner.caller, rights: owner.rights, digest: digest,
            created: try moment(mapping.required("created")), expires: try mapping.optional("expires").map(moment))
    }

    private static func moment(_ node: YAMLNode) throws(DocumentError) -> Int64 {
        guard let seconds = Moment.seconds(of: try node.string()) else {
            throw node.error(.invalidValue, "expected a time such as 2027-01-31 or 2027-01-31T12:00:00Z")
        }
        return seconds
    }

    private static func line(_ entry: KeyEntry) -> String {
        let rights = entry.rights
        var members = [
            ("id", quoted(entry.id ?? "")), ("caller", quoted(entry.caller.id.rawValue)),
            ("tenant", quoted(entry.caller.tenant.rawValue)), ("roles", list(rights.roles.names)),
            ("permissions", list(rights.permissionNames)),
        ]
        if let dialects = rights.dialects { members.append(("dialects", list(dialects))) }
        if let models = rights.models { members.append(("models", list(models.map(\.text)))) }
        if let purposes = rights.purposes { members.append(("purposes", list(purposes))) }
        members.append(("created", quoted(Moment.text(of: entry.created))))
        if let expires = entry.expires { members.append(("expires", quoted(Moment.text(of: expires)))) }
        members.append(("sha256", quoted(Digest.hex(entry.digest))))
        return "{\(members.map { "\($0.0): \($0.1)" }.joined(separator: ", "))}"
    }

    private static func list(_ texts: [String]) -> String { "[\(texts.map(quoted).joined(separator: ", "))]" }

    /// Single quotes: in them YAML knows no escapes but the quote itself (YAML 1.2 §7.3.2).
    private static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
}
