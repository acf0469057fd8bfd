// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import Testing

/// The checks of western documents that a dictionary cannot write out. The numbers are computed.
@Suite struct WesternValidatorTests {
    @Test(arguments: [
        ValidatorCase("at.vat", "ATU68819736", true), ValidatorCase("at.vat", "ATU68819737", false),
        ValidatorCase("at.vat", "68819736", false), ValidatorCase("at.vat", "ATU6881973", false),
        ValidatorCase("de.health", "G563272951", true), ValidatorCase("de.health", "G563272952", false),
        ValidatorCase("de.health", "563272951", false), ValidatorCase("de.health", "I889943014", true),
        ValidatorCase("de.health", "1889943014", true), ValidatorCase("de.health", "0889943014", false),
        ValidatorCase("de.pension", "90064589E166", true), ValidatorCase("de.pension", "90064589E167", false),
        ValidatorCase("de.pension", "90064589E1661", false), ValidatorCase("de.pension", "53291605O638", true),
        ValidatorCase("de.pension", "532916050638", true), ValidatorCase("de.pension", "532916057638", false),
        ValidatorCase("de.tax_id_digits", "86095742719", true),
        ValidatorCase("de.tax_id_digits", "86095742318", false),
        ValidatorCase("de.tax_id_digits", "86095342310", true),
        ValidatorCase("de.tax_id_digits", "86633345710", false),
        ValidatorCase("de.tax_id_digits", "86334345710", false),
        ValidatorCase("de.tax_id_digits", "86333945710", false),
        ValidatorCase("de.tax_id_digits", "06095742719", false),
        ValidatorCase("de.tax_id_digits", "12345678903", false), ValidatorCase("es.cif", "B91263699", true),
        ValidatorCase("es.cif", "B91263690", false), ValidatorCase("es.cif", "P91263699", false),
        ValidatorCase("es.cif", "P9126369I", true), ValidatorCase("es.cif", "B9126369I", false),
        ValidatorCase("es.cif", "J91263699", true), ValidatorCase("es.cif", "J9126369I", true),
        ValidatorCase("in.gstin", "27EBWPK3896W1ZU", true), ValidatorCase("in.gstin", "27EBWPK3896W1ZV", false),
        ValidatorCase("in.gstin", "27EBWPK3896W1Z", false), ValidatorCase("it.fiscal_code", "ZDUJLQ93E53F550K", true),
        ValidatorCase("it.fiscal_code", "ZDUJLQ93E53F550L", false),
        ValidatorCase("it.fiscal_code", "ZDUJLQ93E53F550", false),
        ValidatorCase("it.fiscal_code", "ZDUJLQ93E53F55LN", true),
        ValidatorCase("it.fiscal_code", "ZDUJLQ93E35F550O", false),
        ValidatorCase("lu.second_check", "1994061218405", true),
        ValidatorCase("lu.second_check", "1994061218406", false),
        ValidatorCase("lu.second_check", "199406121840", false),
        ValidatorCase("lu.second_check", "1994161218405", false),
        ValidatorCase("pt.citizen_card", "224088842ZH6", true),
        ValidatorCase("pt.citizen_card", "224088842ZH7", false),
        ValidatorCase("pt.citizen_card", "224088842ZH", false),
    ])
    func personalNumbersAreTold(_ test: ValidatorCase) throws {
        let validator = try #require(ShippedDictionaries.library().validators[test.validator])
        #expect(validator.accepts(CandidateText(test.value.utf8)) == test.isAccepted)
    }
}
