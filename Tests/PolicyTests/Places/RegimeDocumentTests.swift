// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
import PrivacyCore
import StrictYAML
import Testing

/// What a file about a law has to say, and that the shipped ones say it.
@Suite struct RegimeDocumentTests {
    @Test func theShippedLawsAreAllThere() throws {
        let laws = try PlaceSamples.laws()
        #expect(
            laws.regimes.map(\.id) == [
                "ae-adgm", "ae-difc", "ae", "bh", "by", "eg", "eu", "jo", "kw", "kz", "om", "qa", "ru", "sa", "uz",
            ])
        #expect(laws.regimes.filter { !$0.isChosenByHome }.map(\.id) == ["ae-adgm", "ae-difc"])
        #expect(laws.regimes.allSatisfy { !$0.lists.isEmpty })
        let russia = try #require(laws.regimes.first { $0.id == "ru" })
        #expect(russia.clocks.filter { $0.kind == .breach }.map(\.amount) == [24, 72])
        #expect(russia.localisation?.isRequired == true)
    }

    /// What was not taken from a text does not say that it was.
    @Test func aListFromMemoryIsMarkedAsThat() throws {
        for regime in try PlaceSamples.laws().regimes {
            for list in regime.lists where !list.countries.isEmpty {
                #expect(list.status == .knowledge, "\(list.version)")
            }
        }
    }

    @Test(arguments: [
        ("regime: ru", "regime: Russia!", "small letters"), ("countries: [RU]", "countries: [RUS]", "ISO 3166-1"),
        ("version: 1", "version: 2", "version 1"), ("[CN, FI]", "[CN, XX]", "ISO 3166-1"),
        ("mechanism: adequacy", "mechanism: adequecy", "did you mean adequacy?"),
        ("mechanism: none", "mechanism: adequacy", "stands twice"),
        ("notification_filed", "notification_field", "did you mean notification_filed?"),
        ("status: knowledge", "status: known", "expected one of"), ("2022-08-05\n", "2022-02-30\n", "YYYY-MM-DD"),
        ("[CN, FI]", "[]", "gives the reason"), ("category: health", "category: helth", "did you mean health?"),
        ("category: religion", "category: health", "stands twice"),
        ("rule: clear", "rule: clean", "did you mean clear?"),
        ("title: Russia, Federal Law 152-FZ", "titel: x", "did you mean title?"),
        ("valid_from: 2022-08-05", "valid_from: 2022-08-05\n    valid_to: 2020-01-01", "before valid_from"),
        ("unit: h,", "unit: hours,", "expected one of"), ("id: ru-result", "id: ru-first", "stands twice"),
        ("reviewed: 2026-11-23\n", "", "reviewed is missing"),
    ])
    func aFileThatIsWrongIsRefusedWithAHint(from: String, to: String, hint: String) throws {
        let error = #expect(throws: DocumentError.self) {
            try PlaceSamples.laws { name, text in
                guard name == "ru.yaml", let place = text.range(of: from) else { return text }
                return text.replacingCharacters(in: place, with: to)
            }
        }
        #expect(error?.expectation.contains(hint) == true, "\(error?.description ?? "none")")
        #expect(error?.file == "ru.yaml")
    }

    @Test func aLawThatIsDeclaredTwiceIsRefused() throws {
        let error = #expect(throws: DocumentError.self) {
            try PlaceSamples.laws { name, text in
                name == "kz.yaml" ? text.replacingOccurrences(of: "regime: kz", with: "regime: by") : text
            }
        }
        #expect(error?.code == .duplicateKey)
    }
}
