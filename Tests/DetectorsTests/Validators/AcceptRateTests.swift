// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import Testing

/// The accept rates in the dictionaries are what random numbers of the pattern's form really do.
@Suite struct AcceptRateTests {
    struct Form: Sendable, CustomTestStringConvertible {
        let recognizer: String
        let validator: String
        /// Digits stand for themselves, `#` for any digit, `^` for 2 or 3, `!` for 1 or 5, `~` for 1 or 2.
        let template: String

        init(_ recognizer: String, _ validator: String, _ template: String) {
            self.recognizer = recognizer
            self.validator = validator
            self.template = template
        }

        var testDescription: String { validator }
    }

    @Test(arguments: [
        Form("ru/snils", "ru.snils", "###########"), Form("ru/inn", "ru.inn_person", "############"),
        Form("ru/inn", "ru.inn_organization", "##########"), Form("ru/passport", "ru.passport_series", "##########"),
        Form("ru/ogrn", "ru.ogrn", "!############"), Form("ru/ogrn", "ru.register_entry", "!############"),
        Form("ru/ogrnip", "ru.ogrnip", "3##############"), Form("sa/national_id", "sa.national_luhn", "~#########"),
        Form("ae/emirates_id", "ae.emirates_structure", "784############"),
        Form("ae/emirates_id", "ae.emirates_luhn", "784############"),
        Form("eg/national_id", "eg.national_structure", "^#############"),
        Form("kw/civil_id", "kw.civil_structure", "^###########"),
        Form("kw/civil_id", "kw.civil_check", "^###########"), Form("tr/tax_number", "tr.vkn", "##########"),
        Form("us/ssn", "us.ssn_structure", "#########"),
        Form("uk/nhs", "uk.nhs", "##########"), Form("global/card", "luhn", "################"),
        Form("global/card", "card.brand", "################"),
        Form("global/iban", "iban.mod97", "DE####################"),
        Form("cy/tax_number", "cy.tax_number", "########K"), Form("global/isin", "isin", "US##########"),
    ])
    func theRateOfRandomNumbersIsTheDocumentedOne(_ form: Form) throws {
        let library = try ShippedDictionaries.library()
        let validator = try #require(library.validators[form.validator])
        let recognizer = try #require(library.recognizers.first { $0.id.rawValue == form.recognizer })
        let check = try #require(recognizer.rules.flatMap(\.checks).first { $0.validator.name == form.validator })
        let count = 20_000
        var random = SystemRandomNumberGenerator()
        let accepted = (0..<count).count { _ in
            validator.accepts(CandidateText(form.template.utf8.map { Self.digit(for: $0, using: &random) }))
        }
        let rate = Double(accepted) / Double(count)
        // Five standard deviations of the sample, and a quarter of the rate for its rounding in the file.
        let tolerance = 5 * (check.acceptRate / Double(count)).squareRoot() + check.acceptRate / 4
        #expect(abs(rate - check.acceptRate) < tolerance, "measured \(rate), documented \(check.acceptRate)")
    }

    private static func digit(for byte: UInt8, using random: inout SystemRandomNumberGenerator) -> UInt8 {
        switch byte {
        case UInt8(ascii: "#"): UInt8.random(in: 0x30...0x39, using: &random)
        case UInt8(ascii: "^"): Bool.random(using: &random) ? UInt8(ascii: "2") : UInt8(ascii: "3")
        case UInt8(ascii: "!"): Bool.random(using: &random) ? UInt8(ascii: "1") : UInt8(ascii: "5")
        case UInt8(ascii: "~"): Bool.random(using: &random) ? UInt8(ascii: "1") : UInt8(ascii: "2")
        default: byte
        }
    }
}
