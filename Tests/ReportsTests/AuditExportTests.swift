// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Crypto
import Foundation
import JSONText
import PrivacyCore
import Reports
import Testing

/// Control: ZV-EXP-01
@Suite("The auditor's export")
struct AuditExportTests {
    @Test("the JSON master says what was asked, what the log is, and what the rows add up to")
    func master() async throws {
        let log = try await SampleLog()
        let export = try AuditExport(reading: log.verifier, query: log.query())
        let bytes = export.render(.json)
        let json = try JSONValue(parsing: bytes)
        #expect(json.canonicalBytes() + [UInt8(ascii: "\n")] == bytes)
        let report = try AuditVerifier.verify(directory: log.path)
        #expect(json["format"]?.stringValue == "zavesa.audit-export/v1")
        #expect(json["generated_at"]?.stringValue == "2026-11-25T08:00:00.000Z")
        #expect(json["log"]?["root"]?.stringValue == report.root)
        #expect(json["log"]?["tree_size"]?.integerValue == 12)
        #expect(json["verification"]?["result"]?.stringValue == "intact")
        #expect(json["rows"]?.arrayValue?.count == 12)
        let summary = try #require(json["summary"])
        #expect(summary["requests"]?.integerValue == 4)
        #expect(summary["refusals"]?.integerValue == 2)
        #expect(summary["refusals_by_reason"]?["pii_policy_blocked"]?.integerValue == 1)
        #expect(summary["entities"]?["PERSON"]?.integerValue == 8)
        #expect(summary["routes_by_country"]?["RU"]?.integerValue == 2)
        #expect(summary["routes_by_country"]?["AE"]?.integerValue == 2)
        #expect(summary["is_crossborder"]?.booleanValue == true)
        #expect(summary["restored"]?.integerValue == 12)
        #expect(summary["policies"]?[SampleLog.digest]?.integerValue == 4)
    }

    @Test("a second run in clear is in every rendering, and its request counts once")
    func unmasked() async throws {
        let log = try await SampleLog(unmasks: true)
        let export = try AuditExport(reading: log.verifier, query: log.query())
        let json = try JSONValue(parsing: export.render(.json))
        #expect(json["summary"]?["unmasked_requests"]?.integerValue == 1)
        #expect(json["summary"]?["unmasked"]?["PERSON"]?.integerValue == 2)
        let rows = try #require(json["rows"]?.arrayValue)
        let second = try #require(rows.first { $0["code"]?.stringValue == "LLM009I" })
        #expect(second["unmasked"]?["PERSON"]?.integerValue == 2 && second["route_reason"]?.stringValue == "unmasked")
        #expect(rows.filter { $0["code"]?.stringValue == "LLM001I" }.allSatisfy { $0["unmasked"] == nil })
        let table = CSVReader.read(Array(export.render(.csv).dropFirst(3)))
        let fields = try #require(table.dropFirst().first { $0[2] == "LLM009I" })
        let cells = Dictionary(uniqueKeysWithValues: zip(table[0], fields))
        #expect(cells["unmasked"] == "PERSON 2" && cells["route_reason"] == "unmasked")
        let page = String(decoding: export.render(.html), as: UTF8.self)
        #expect(page.contains("<dt>Sent once more, unmasked</dt><dd dir=\"auto\">1</dd>"))
        #expect(page.contains("<td dir=\"auto\">PERSON 2</td>"))
    }

    @Test("the same log and query give the same bytes", arguments: AuditExport.Format.allCases)
    func deterministic(format: AuditExport.Format) async throws {
        let log = try await SampleLog()
        let first = try AuditExport(reading: log.verifier, query: log.query()).render(format)
        for _ in 0..<5 {
            #expect(try AuditExport(reading: log.verifier, query: log.query()).render(format) == first)
        }
    }

    @Test("period and tenant choose the rows, and the first moment counts while the last does not")
    func filters() async throws {
        let log = try await SampleLog()
        var query = log.query()
        query.tenant = TenantID(rawValue: "north")
        #expect(try AuditExport(reading: log.verifier, query: query).rowCount == 5)
        query.from = Timestamp("2026-11-24T00:00:00.000Z")
        #expect(try AuditExport(reading: log.verifier, query: query).rowCount == 0)
        query.tenant = nil
        #expect(try AuditExport(reading: log.verifier, query: query).rowCount == 6)
        query.until = Timestamp("2026-11-24T00:00:00.000Z")
        #expect(try AuditExport(reading: log.verifier, query: query).rowCount == 0)
        query.from = nil
        #expect(try AuditExport(reading: log.verifier, query: query).rowCount == 6)
    }

    @Test("a log that does not verify is shown up to the first bad record, and each rendering with room says so")
    func notIntact() async throws {
        let log = try await SampleLog()
        try log.damage(line: 4)
        let export = try AuditExport(reading: log.verifier, query: log.query())
        #expect(export.rowCount == 3)
        #expect(!export.verification.isIntact)
        for format in [AuditExport.Format.json, .html] {
            #expect(String(decoding: export.render(format), as: UTF8.self).contains("00000001.jsonl:4"))
        }
    }

    @Test("the table reads back as it was written, in UTF-8 with a byte order mark and CR LF")
    func csv() async throws {
        let log = try await SampleLog()
        let export = try AuditExport(reading: log.verifier, query: log.query())
        let bytes = export.render(.csv)
        #expect(bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
        let table = CSVReader.read(Array(bytes.dropFirst(3)))
        #expect(table.count == 13)
        #expect(table.allSatisfy { $0.count == table[0].count })
        let rows = try #require(try JSONValue(parsing: export.render(.json))["rows"]?.arrayValue)
        for (cells, row) in zip(table.dropFirst(), rows) {
            let fields = Dictionary(uniqueKeysWithValues: zip(table[0], cells))
            for name in ["ts", "code", "eid", "corr", "tenant", "country", "class"] {
                #expect(fields[name] == row[name]?.stringValue ?? "")
            }
            #expect(fields["seq"] == row["seq"]?.integerValue.map(String.init))
        }
    }

    @Test("the page runs nothing, loads nothing, and says what it does not show")
    func html() async throws {
        let log = try await SampleLog()
        let page = String(
            decoding: try AuditExport(reading: log.verifier, query: log.query()).render(.html), as: UTF8.self)
        for forbidden in [
            "<script", "javascript:", "http://", "https://", "<img", "<link", "<iframe", "url(", "@import",
        ] {
            #expect(!page.lowercased().contains(forbidden), "\(forbidden)")
        }
        #expect(page.matches(of: /\son[a-z]+\s*=/).isEmpty)
        #expect(page.contains("default-src 'none'"))
        #expect(page.contains("What this export does not show"))
        #expect(page.contains("self-attested: no external witness holds a checkpoint"))
        #expect(page.contains("dir=\"auto\""))
        #expect(page.contains("@media print"))
    }

    @Test("no rendering has a raw name, or a word we do not use", arguments: AuditExport.Format.allCases)
    func words(format: AuditExport.Format) async throws {
        let log = try await SampleLog()
        let text = String(
            decoding: try AuditExport(reading: log.verifier, query: log.query()).render(format), as: UTF8.self)
        for raw in [SampleLog.caller, SampleLog.scopeKey] { #expect(!text.contains(raw)) }
        for word in ["compliant", "anonymous", "anonymised", "anonymized", "finds all", "tamper-proof", "certified"] {
            #expect(!text.lowercased().contains(word), "\(word)")
        }
    }
}
