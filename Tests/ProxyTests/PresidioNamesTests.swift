// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import Proxy
import StrictYAML
import Testing
import ZavesaApp
import ZavesaTesting

/// The table of Presidio's names is held to the dictionaries.
@Suite struct PresidioNamesTests {
    private func names(_ yaml: String) throws -> PresidioNames {
        let protection = try Protection(resources: testResources, home: ["RU"], source: "home", policy: nil)
        return try PresidioNames(
            YAMLNode(parsing: "names: {\(yaml)}", file: "presidio.yaml"), catalog: protection.library.catalog,
            recognizers: [])
    }

    @Test func aTableOfDeclaredTypesIsTaken() throws {
        _ = try names("PHONE_NUMBER: [PHONE], URL: [PERSONAL_URL, URL_CREDENTIALS]")
    }

    @Test(arguments: [
        "PHONE_NUMBER: [NO_SUCH]", "A: [PHONE], B: [PHONE]", "phone: [PHONE]", "1A: [PHONE]",
        // A name that is another type of ours would say two things.
        "EMAIL: [PHONE]",
    ])
    func aTableThatSaysTwoThingsIsRefused(yaml: String) throws {
        #expect(throws: DocumentError.self) { try names(yaml) }
    }
}
