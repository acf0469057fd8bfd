// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import Testing

@Suite struct EntityCatalogTests {
    /// The labels that outside scorers know.
    private static let canonicalLabels: Set<String> = [
        "PERSON", "LOCATION", "ORG", "ADDRESS", "PHONE", "EMAIL", "CARD", "IBAN", "BANK", "ID", "DATE", "URL", "IP",
        "MAC", "CRYPTO", "SECRET", "USERNAME", "VEHICLE", "NRP", "AGE", "TITLE", "MONEY", "PII", "OTHER",
    ]

    @Test func everyTypeHasACanonicalLabelALawAndThreeNames() throws {
        let catalog = try ShippedDictionaries.library().catalog
        #expect(catalog.types.count > 200)
        for type in catalog.types {
            let descriptor = try #require(catalog[type])
            #expect(Self.canonicalLabels.contains(descriptor.canonicalLabel))
            #expect(descriptor.names.keys.sorted() == ["ar", "en", "ru"])
            #expect(!descriptor.legalCategory.isEmpty)
        }
    }

    @Test func tokenLabelsAreDistinct() throws {
        let catalog = try ShippedDictionaries.library().catalog
        #expect(Set(catalog.types.compactMap { catalog[$0]?.label }).count == catalog.types.count)
    }

    @Test func everyTypeThatADetectorReportsIsDeclared() throws {
        let library = try ShippedDictionaries.library()
        for recognizer in library.recognizers { #expect(library.catalog[recognizer.entity] != nil) }
    }

    /// A type that nothing finds would promise what is not there; names, addresses, organizations and literals have detectors of their own.
    @Test func everyDeclaredTypeIsLookedFor() throws {
        let library = try ShippedDictionaries.library()
        let found = Set(library.recognizers.map(\.entity)).union([
            .person, .location, .address, .organization, .literal,
        ])
        #expect(library.catalog.types.filter { !found.contains($0) } == [])
    }

    @Test func secretsAndSpecialCategoriesAreMarked() throws {
        let catalog = try ShippedDictionaries.library().catalog
        #expect(
            catalog.types.filter { catalog[$0]?.isSecret == true }.map(\.rawValue) == ["SECRET", "URL_CREDENTIALS"])
        #expect(
            catalog.types.filter { catalog[$0]?.isSpecialCategory == true }.map(\.rawValue) == [
                "SPECIAL_BIOMETRIC", "SPECIAL_CONVICTION", "SPECIAL_ETHNICITY", "SPECIAL_HEALTH", "SPECIAL_POLITICS",
                "SPECIAL_RELIGION", "SPECIAL_SEXUALITY", "SPECIAL_UNION",
            ])
    }
}
