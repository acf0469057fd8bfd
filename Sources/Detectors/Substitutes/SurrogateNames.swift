// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import StrictYAML

/// Invented names of persons by script (`dictionaries/tables/surrogates.yaml`): common, of no particular person, and the
/// same for women and men where the language allows.
package struct SurrogateNames: Sendable {
    package let latin: [[UInt8]]
    package let cyrillic: [[UInt8]]
    package let arabic: [[UInt8]]

    package static let none = SurrogateNames(latin: [], cyrillic: [], arabic: [])

    private init(latin: [[UInt8]], cyrillic: [[UInt8]], arabic: [[UInt8]]) {
        self.latin = latin
        self.cyrillic = cyrillic
        self.arabic = arabic
    }

    /// Reads the table. A name that JSON would have to escape is an error.
    package init(_ document: YAMLNode) throws(DocumentError) {
        let keys = try document.mapping(keys: ["about", "latin", "cyrillic", "arabic"])
        latin = try Self.names(keys.required("latin"))
        cyrillic = try Self.names(keys.required("cyrillic"))
        arabic = try Self.names(keys.required("arabic"))
    }

    private static func names(_ node: YAMLNode) throws(DocumentError) -> [[UInt8]] {
        var names: [[UInt8]] = []
        for element in try node.elements() {
            let name = Array(try element.string().utf8)
            guard name.count >= 4, !name.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) else {
                throw element.error(.invalidValue, "expected a name without quotes and backslashes")
            }
            names.append(name)
        }
        guard names.count >= 8 else { throw node.error(.invalidValue, "expected eight names at least") }
        return names
    }
}
