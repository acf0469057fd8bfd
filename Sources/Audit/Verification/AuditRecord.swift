// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import JSONText

/// A record of the log that was read back and checked.
package struct AuditRecord: Sendable {
    /// Every member, under the schema's names.
    package let content: JSONValue
    /// The record's number.
    package let sequence: UInt64
    /// The log's identifier.
    package let chain: String
    package let time: Timestamp
    package let code: AuditCode
    package let leaf: LeafHash
    package let previous: LeafHash

    /// The members of a line in canonical form that are all inside the schema; throws what is wrong otherwise.
    init(line: [UInt8]) throws(RecordProblem) {
        // One record has one spelling: what is not canonical was not written by the log.
        guard let value = try? JSONValue(parsing: line), case .object(let members) = value,
            value.canonicalBytes() == line
        else { throw .notARecord }
        do throws(FieldViolation) {
            try FieldGrammar.check(members, against: AuditSchema.fields, at: "")
        } catch {
            throw .outsideSchema(field: error.path)
        }
        guard let sequence = value["seq"]?.count, let chain = value["chain"]?.stringValue,
            let time = value["ts"]?.stringValue.flatMap(Timestamp.init), let code = value["code"]?.stringValue,
            let leaf = value["integrity"]?["leaf"]?.stringValue.flatMap(LeafHash.init(hexadecimal:)),
            let previous = value["integrity"]?["prev"]?.stringValue.flatMap(LeafHash.init(hexadecimal:))
        else { throw .outsideSchema(field: "record") }
        content = value
        self.sequence = UInt64(sequence)
        self.chain = chain
        self.time = time
        self.code = AuditCode(rawValue: code)
        self.leaf = leaf
        self.previous = previous
    }

    /// A field by the names on the way to it.
    package func value(_ path: String...) -> JSONValue? {
        path.reduce(content) { $0?[$1] }
    }

    /// What the leaf was computed over.
    var hashedContent: [UInt8] {
        JSONValue.object((content.members ?? []).filter { $0.0 != "integrity" }).canonicalBytes()
    }
}
