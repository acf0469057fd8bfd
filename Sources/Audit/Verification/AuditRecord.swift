// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A record of the log that was read back and checked.
package struct AuditRecord: Sendable {
    /// Every member, under the schema's names.
    package let members: [String: RecordValue]
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
        guard let members = RecordParser.members(of: line) else { throw .notARecord }
        do throws(FieldViolation) {
            try FieldGrammar.check(members, against: AuditSchema.fields, at: "")
        } catch {
            throw .outsideSchema(field: error.path)
        }
        guard let sequence = members["seq"]?.integer, let chain = members["chain"]?.text,
            let time = members["ts"]?.text.flatMap(Timestamp.init), let code = members["code"]?.text,
            let leaf = members["integrity"]?["leaf"]?.text.flatMap(LeafHash.init(hexadecimal:)),
            let previous = members["integrity"]?["prev"]?.text.flatMap(LeafHash.init(hexadecimal:))
        else { throw .outsideSchema(field: "record") }
        self.members = members
        self.sequence = UInt64(sequence)
        self.chain = chain
        self.time = time
        self.code = AuditCode(rawValue: code)
        self.leaf = leaf
        self.previous = previous
    }

    /// A field by the names on the way to it.
    package func value(_ path: String...) -> RecordValue? {
        path.dropFirst().reduce(members[path[0]]) { $0?[$1] }
    }

    /// What the leaf was computed over.
    var hashedContent: [UInt8] {
        var content = members
        content["integrity"] = nil
        return RecordValue.object(content).canonicalBytes
    }
}
