// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
import PrivacyCore
import Testing

/// The gate against a table that was written from the laws, without the program (`Tests/Tables/transfers.py`).
///
/// Control: ZV-TRF-01
@Suite struct TransferTableTests {
    private struct Row {
        let line: Int
        let cells: [String]

        subscript(index: Int) -> String { cells[index] }

        var payload: TransferPayload {
            TransferPayload(
                left: DataClass(rawValue: cells[3]) ?? .c5, holdsPersonalData: cells[4] == "yes",
                categories: cells[5] == "yes" ? ["health"] : [])
        }

        var provider: ProviderRecord {
            let yesterday = PlaceSamples.day("2026-11-30")
            return PlaceSamples.provider(in: cells[2], mechanism: TransferMechanism(rawValue: cells[6])) { provider in
                switch cells[7] {
                case "expired":
                    provider.agreement?.validTo = yesterday
                    provider.transfer.assessmentValidTo = yesterday
                    provider.transfer.permitValidTo = yesterday
                case "pending": provider.transfer.notificationStatus = .filed
                case "nothing":
                    provider.agreement = nil
                    provider.transfer = ProviderRecord.Transfer(mechanism: provider.transfer.mechanism)
                default: break
                }
            }
        }
    }

    private static func rows() throws -> [Row] {
        let lines = try PolicySamples.text(of: "Tests/Tables/transfers.tsv").split(separator: "\n")
        return lines.enumerated().dropFirst().map { index, line in
            Row(line: index + 1, cells: line.split(separator: "\t").map(String.init))
        }
    }

    @Test func everyRowIsJudgedAsTheLawsRead() throws {
        let rows = try Self.rows()
        #expect(rows.count >= 400)
        #expect(Set(rows.map { $0[9] }).count >= 20)
        let laws = try PlaceSamples.laws()
        for row in rows {
            let gate = try PlaceSamples.gate(
                [row[1]], laws, accepting: row[8] == "yes" ? [.sourced, .knowledge] : [.sourced])
            let judgement = gate.judge(
                PlaceSamples.destination(row[2], row.provider), carrying: row.payload, on: PlaceSamples.day(row[0]))
            #expect(PlaceSamples.words(judgement) == row[9], "line \(row.line): \(row.cells)")
        }
    }

    @Test func aListThatChangesFlipsResultsWithoutAChangeOfCode() throws {
        let destination = PlaceSamples.destination("CN", PlaceSamples.provider(in: "CN", mechanism: .adequacy))
        func words(_ from: String, _ to: String) throws -> String {
            let laws = try PlaceSamples.laws { name, text in
                #expect(name != "ru.yaml" || text.contains(from))
                return name == "ru.yaml" ? text.replacingOccurrences(of: from, with: to) : text
            }
            let judgement = try PlaceSamples.gate(["RU"], laws, accepting: [.sourced, .knowledge])
                .judge(destination, carrying: PlaceSamples.tokens, on: PlaceSamples.today)
            return PlaceSamples.words(judgement)
        }
        #expect(try words("[CN, FI]", "[CN, FI]") == "allowed adequacy")
        #expect(try words("[CN, FI]", "[FI]") == "country_unlisted")
        #expect(try words("[CN, FI]", "[]\n    reason: withdrawn") == "list_missing")
        #expect(
            try words("valid_from: 2022-08-05", "valid_from: 2022-08-05\n    valid_to: 2026-11-30") == "list_expired")
        #expect(
            try words("valid_from: 2022-08-05", "valid_from: 2022-08-05\n    valid_to: 2026-12-01")
                == "allowed adequacy")
        #expect(try words("valid_from: 2022-08-05", "valid_from: 2026-12-02") == "list_missing")
        #expect(
            try words("[notification_filed, assessment]", "[notification_filed, permit, licence]") == "allowed adequacy"
        )
        #expect(try words("mechanism: adequacy,", "mechanism: bcr,") == "mechanism_unknown")
    }

    /// Control: ZV-TRF-02
    @Test func anExpiredListClosesEveryRouteAbroadAndANewerOneOpensThem() throws {
        let list = """
            adequacy:
              - {version: old, valid_from: 2020-01-01, valid_to: 2026-11-30, status: sourced, source: a law, countries: [US]}
            """
        let next = "\n  - {version: new, valid_from: 2026-12-05, status: sourced, source: a law, countries: [US]}"
        func outcome(_ lists: String, _ day: String, _ mechanism: TransferMechanism) throws -> (String, String?) {
            let laws = try PlaceSamples.laws { name, text in
                guard name == "ru.yaml", let begin = text.range(of: "adequacy:\n"),
                    let end = text.range(of: "sensitive:")
                else { return text }
                return text.replacingCharacters(in: begin.lowerBound..<end.lowerBound, with: lists + "\n")
            }
            let destination = PlaceSamples.destination("US", PlaceSamples.provider(mechanism: mechanism))
            let judgement = try PlaceSamples.gate(["RU"], laws).judge(
                destination, carrying: PlaceSamples.tokens, on: PlaceSamples.day(day))
            return (PlaceSamples.words(judgement), judgement.listVersion)
        }
        for mechanism in [TransferMechanism.adequacy, .none] {
            #expect(try outcome(list, "2026-11-30", mechanism) == ("allowed \(mechanism.rawValue)", "old"))
            #expect(try outcome(list, "2026-12-01", mechanism) == ("list_expired", "old"))
            #expect(try outcome(list + next, "2026-12-04", mechanism) == ("list_expired", "old"))
            #expect(try outcome(list + next, "2026-12-05", mechanism) == ("allowed \(mechanism.rawValue)", "new"))
        }
    }
}
