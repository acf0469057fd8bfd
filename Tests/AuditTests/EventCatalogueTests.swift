// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import StrictYAML
import Testing

@Suite("The event catalogue")
struct EventCatalogueTests {
    @Test("the shipped catalogue loads, and says what each event means")
    func shipped() throws {
        let catalogue = try Fixtures.catalogue()
        #expect(catalogue.codes.count >= 79)
        let decided = try #require(catalogue[.decided])
        #expect(decided.type == "request.decided")
        #expect(decided.action == "decided")
        #expect(!decided.law.isEmpty)
    }

    @Test("every code that stands in the sources is in the catalogue")
    func everyCodeInTheSources() throws {
        let catalogue = try Fixtures.catalogue()
        let sources = Fixtures.root.appendingPathComponent("Sources")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var seen: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /\b[A-Z]{3}[0-9]{3}[IWE]\b/) { seen.insert(String(match.output)) }
        }
        #expect(seen.count >= 15)
        for code in seen.sorted() { #expect(catalogue[AuditCode(rawValue: code)] != nil, "\(code)") }
    }

    @Test(
        "a catalogue that cannot be trusted does not load",
        arguments: [
            "version: 2\nevents: {}",
            "version: 1\nevents: {}",
            "version: 1\nevents: {LLM1: {type: a.b, meaning: m, law: [x]}}",
            "version: 1\nevents: {LLM001I: {type: Request, meaning: m, law: [x]}}",
            "version: 1\nevents: {LLM001I: {type: a.b, meaning: m}}",
            "version: 1\nevents: {LLM001I: {type: a.b, meaning: m, law: [x]}, LLM002I: {type: a.b, meaning: m, law: [x]}}",
            "version: 1\nevents: {LLM001I: {type: a.b, meaning: m, law: [x], severity: high}}",
        ])
    func refused(yaml: String) {
        #expect(throws: DocumentError.self) { try EventCatalogue(yaml: yaml, file: "events.yaml") }
    }
}
