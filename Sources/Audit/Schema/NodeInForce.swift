// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore
import Synchronization

/// The `node` object of records: the same for all, until the configuration changes.
final class NodeInForce: Sendable {
    private let bytes: Mutex<[UInt8]>

    /// Throws the path of a field that is outside its grammar.
    init(_ node: AuditNode) throws(FieldViolation) {
        bytes = Mutex(try Self.encode(node))
    }

    /// Canonical JSON.
    var canonicalBytes: [UInt8] { bytes.withLock { $0 } }

    func become(_ node: AuditNode) throws(FieldViolation) {
        let encoded = try Self.encode(node)
        bytes.withLock { $0 = encoded }
    }

    private static func encode(_ node: AuditNode) throws(FieldViolation) -> [UInt8] {
        let members = JSONValue.members([
            "release": .string(node.release), "country": .string(node.country.code),
            "config_sha256": .string(node.configDigest),
        ])
        for field in AuditSchema.fields where field.name == "node" {
            try field.grammar.check(members, at: "node")
        }
        return members.canonicalBytes()
    }
}
