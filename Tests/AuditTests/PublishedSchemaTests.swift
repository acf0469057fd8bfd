// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import Testing

/// Control: ZV-AUD-01
@Suite("The published JSON schema")
struct PublishedSchemaTests {
    @Test("names the fields of the table in code, requires the same, and is closed everywhere")
    func agrees() throws {
        let file = Fixtures.root.appendingPathComponent("compliance/schemas/audit-v1.json")
        let schema = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
        try Self.compare(AuditSchema.fields, with: schema, at: "record")
    }

    private static func compare(_ fields: [RecordField], with schema: [String: Any], at path: String) throws {
        let properties = try #require(schema["properties"] as? [String: Any], "\(path)")
        let required = try #require(schema["required"] as? [String], "\(path)")
        #expect(Set(properties.keys) == Set(fields.map(\.name)), "\(path)")
        #expect(Set(required) == Set(fields.filter(\.isRequired).map(\.name)), "\(path)")
        #expect(schema["additionalProperties"] as? Bool == false, "\(path)")
        for field in fields {
            let property = try #require(properties[field.name] as? [String: Any])
            switch field.grammar {
            case .object(let inner): try compare(inner, with: property, at: "\(path).\(field.name)")
            case .word(let words):
                #expect(Set(property["enum"] as? [String] ?? []) == Set(words), "\(path).\(field.name)")
            default: break
            }
        }
    }
}
