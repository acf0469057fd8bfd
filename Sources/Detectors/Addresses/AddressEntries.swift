// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

/// What the files under `dictionaries/addresses` list, before it is put into tables.
struct AddressEntries {
    private(set) var entries = WordEntries<AddressRoles>(allowsStems: true)
    private(set) var endings: [[UInt8]] = []
    private(set) var weakEndings: [[UInt8]] = []
    /// Of names of streets, in Cyrillic.
    private(set) var nameEndings: [[UInt8]] = []

    private static let shortestEnding = 3
    private static let shortestNameEnding = 2

    /// Adds one file: `about`, `source`, `endings`, `endings_weak`, `street_name_endings`, and a list of entries for each role.
    mutating func add(_ root: YAMLNode) throws(DocumentError) {
        let keys = try root.mapping(
            keys: ["about", "source", "endings", "endings_weak", "street_name_endings"] + AddressRoles.named.map(\.name)
        )
        _ = try keys.required("about").string()
        _ = try keys.required("source").string()
        for (name, role) in AddressRoles.named {
            for entry in try keys.optional(name)?.elements() ?? [] { try entries.add(entry, role) }
        }
        endings += try Self.endings(keys.optional("endings"))
        weakEndings += try Self.endings(keys.optional("endings_weak"))
        for entry in try keys.optional("street_name_endings")?.elements() ?? [] {
            let ending = WordEntries<AddressRoles>.folded(try entry.string())
            guard ending.count >= 2 * Self.shortestNameEnding, ending.allSatisfy(\.isBeyondASCII) else {
                throw entry.error(.invalidValue, "an ending of names is two and more letters of Cyrillic")
            }
            nameEndings.append(ending)
        }
    }

    private static func endings(_ node: YAMLNode?) throws(DocumentError) -> [[UInt8]] {
        var endings: [[UInt8]] = []
        for entry in try node?.elements() ?? [] {
            let ending = WordEntries<AddressRoles>.folded(try entry.string())
            guard ending.count >= shortestEnding, ending.last?.isASCIILowercase == true else {
                throw entry.error(.invalidValue, "an ending is three and more letters, the last one a-z")
            }
            endings.append(ending)
        }
        return endings
    }
}
