// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JSONText
import Providers

/// `zavesa coverage`
struct CoverageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Print every field of every endpoint that is known, and what is done with it.",
        discussion: """
            One field a line, in columns that a tab ends: dialect, endpoint, body, path, treatment. In a path [] is any \
            element, * any key, ** anything below. Only fields that are structural are not searched, and only while they \
            look like identifiers or numbers; a field that is not listed is text, its keys and longer numbers included.
            """)

    @Flag(help: "Print JSON, one object a line.")
    var json = false

    func run() {
        let providers = ProviderTable()
        for dialect in ProviderTable.served {
            for section in providers[dialect].coverage.sections {
                for row in section.rows { print(line(section, row)) }
            }
        }
        for row in JSONSchemaCoverage.rows {
            let fields = ["*", "*", "schema", row.path, row.treatment.rawValue]
            print(json ? Self.object(fields) : fields.joined(separator: "\t"))
        }
    }

    private func line(_ section: Coverage.Section, _ row: CoverageRow) -> String {
        let endpoint = section.endpoint
        let fields = [
            endpoint.dialect.rawValue, "\(endpoint.method) \(endpoint.path)", section.body.rawValue, row.path,
            row.treatment.rawValue,
        ]
        return json ? Self.object(fields) : fields.joined(separator: "\t")
    }

    private static func object(_ fields: [String]) -> String {
        let names = ["dialect", "endpoint", "body", "path", "treatment"]
        let members = zip(names, fields).map { ($0, JSONValue.string($1)) }
        return String(decoding: JSONValue.object(members).canonicalBytes(), as: UTF8.self)
    }
}
