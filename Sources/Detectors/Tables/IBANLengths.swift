// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import StrictYAML

/// How long an IBAN is in each country (`dictionaries/tables/iban_lengths.yaml`).
package struct IBANLengths: Sendable {
    private let lengths: [UInt16: Int]

    package init(_ document: YAMLNode) throws(DocumentError) {
        var lengths: [UInt16: Int] = [:]
        for (country, node) in try document.mapping(keys: ["source", "lengths"]).required("lengths").pairs() {
            let letters = Array(country.utf8)
            guard letters.count == 2, letters.allSatisfy(\.isASCIIUppercase) else {
                throw node.error(.invalidValue, "a country is two upper-case letters")
            }
            let length = try node.integer()
            guard (5...34).contains(length) else { throw node.error(.invalidValue, "a length is 5 to 34") }
            lengths[Self.key(letters[0], letters[1])] = length
        }
        self.lengths = lengths
    }

    /// The length in the country of two upper-case letters.
    package func length(_ first: UInt8, _ second: UInt8) -> Int? { lengths[Self.key(first, second)] }

    /// Whether `value`, letters in upper case, starts with a known country and has its length.
    package func matches(_ value: [UInt8]) -> Bool {
        value.count >= 2 && length(value[0], value[1]) == value.count
    }

    private static func key(_ first: UInt8, _ second: UInt8) -> UInt16 { UInt16(first) << 8 | UInt16(second) }
}
