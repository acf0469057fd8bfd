// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import Evaluation
import PrivacyCore
import StrictYAML
import Testing

struct LabelTableTests {
    @Test(
        "A name is read whatever its case, separators and tagging prefix are",
        arguments: [
            ("B-PER", "PERSON"), ("I_PER", "PERSON"), ("first name", "PERSON"), (" First-Name ", "PERSON"),
            ("us ssn", "ID"), ("US - SSN", "ID"), ("zzz", "OTHER"), ("B_1", "OTHER"), ("-PER", "OTHER"), ("", "OTHER"),
            ("PERSON", "PERSON"),
        ])
    func names(_ name: String, _ label: String) throws {
        #expect(try SampleCorpus.table().label(named: name).rawValue == label)
    }

    @Test("The shipped table reads, and knows every label that the shipped entity types have")
    func shipped() throws {
        let table = try LabelTable(Shipped.table("labels.yaml"))
        for type in try Shipped.library().catalog.types {
            let label = try #require(Shipped.library().catalog[type]?.canonicalLabel)
            #expect(table.label(named: label).rawValue == label, "\(type)")
        }
        #expect(table.label(named: "DRIVER_LICENSE").rawValue == "ID")
    }

    @Test("A name cannot stand for two labels")
    func twice() throws {
        let document = try YAMLNode(parsing: "{source: x, labels: {A: [C], B: [C]}}", file: "labels.yaml")
        #expect(throws: DocumentError.self) { try LabelTable(document) }
    }
}
