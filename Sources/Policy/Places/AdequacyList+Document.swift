// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import StrictYAML

extension AdequacyList {
    /// Reads one list of a regime's file.
    init(_ node: YAMLNode, _ registry: JurisdictionRegistry) throws(DocumentError) {
        let keys = try node.mapping(keys: [
            "version", "valid_from", "valid_to", "status", "source", "countries", "reason",
        ])
        let name = try keys.required("version")
        version = try name.string()
        guard Self.isVersion(version) else {
            throw name.error(.invalidValue, "expected 1 to 64 letters, digits, dots or hyphens, few digits in a row")
        }
        guard let begin = try keys.day("valid_from") else {
            throw node.error(.missingKey, "the key valid_from is missing")
        }
        validFrom = begin
        validTo = try keys.day("valid_to")
        guard validTo.map({ $0 >= begin }) ?? true else {
            throw node.error(.invalidValue, "valid_to is before valid_from")
        }
        status = try keys.word("status")
        source = try keys.words("source")
        countries = try registry.countries(in: keys.required("countries"))
        reason = try keys.optional("reason")?.string() ?? ""
        guard countries.isEmpty != reason.isEmpty else {
            throw node.error(.invalidValue, "a list names countries, or gives the reason why it names none")
        }
    }

    /// It stands in the audit: no more than eight digits altogether, so that no number of a person fits.
    private static func isVersion(_ text: String) -> Bool {
        let digits = text.utf8.count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return (1...64).contains(text.utf8.count) && digits <= 8
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}

extension JurisdictionRegistry {
    /// The countries that a list of names stands for, groups as their members. An unknown name is an error.
    func countries(in node: YAMLNode) throws(DocumentError) -> Set<Jurisdiction> {
        var countries: Set<Jurisdiction> = []
        for element in try node.elements() {
            guard let place = Jurisdiction(try element.string()), let members = members(of: place) else {
                throw element.error(.invalidValue, "expected an ISO 3166-1 code such as RU, or a group such as EEA")
            }
            countries.formUnion(members)
        }
        return countries
    }
}
