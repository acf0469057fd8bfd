// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Providers
import Testing

/// What `docs/providers.md` says of parameters is what the code does.
@Suite struct ProviderDocumentTests {
    private let document: String

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        document = try String(contentsOf: root.appending(path: "docs/providers.md"), encoding: .utf8)
    }

    @Test("Its table has a row for every adapter", arguments: Dialect.allCases)
    func rows(dialect: Dialect) throws {
        guard let adapter = ProviderTable.adapter(to: dialect) else { return }
        let names = { (names: [String]) in names.map { "`\($0)`" }.joined(separator: ", ") }
        let cells = ["`\(dialect.rawValue)`", names(adapter.parameters.carried), names(adapter.parameters.dropped)]
        let row = cells.reduce("|") { $0 + ($1.isEmpty ? " |" : " \($1) |") }
        #expect(document.contains(row), "\(row)")
    }

    @Test("It names what is read and what is left out by all")
    func shared() {
        let words = document.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for names in [ChatParameters.read, ChatParameters.alwaysDropped] {
            let list = names.map { "`\($0)`" }.joined(separator: ", ")
            #expect(words.contains(list), "\(list)")
        }
    }
}
