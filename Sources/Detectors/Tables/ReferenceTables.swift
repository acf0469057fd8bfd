// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import StrictYAML

/// The tables under `dictionaries/tables` that validators and scanners read.
package struct ReferenceTables: Sendable {
    package let cardBrands: CardBrands
    package let ibanLengths: IBANLengths
    package let phonePlans: PhonePlans

    /// Reads the three documents. Throws for the first thing in them that is wrong.
    package init(cardBrands: YAMLNode, ibanLengths: YAMLNode, phonePlans: YAMLNode) throws(DocumentError) {
        self.cardBrands = try CardBrands(cardBrands)
        self.ibanLengths = try IBANLengths(ibanLengths)
        self.phonePlans = try PhonePlans(phonePlans)
    }
}
