// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Finds candidates that an expression finds slowly or not at all; a dictionary names it where a `regex` would stand.
///
/// Contract: one pass, linear in the text, no allocation where nothing is found; reports in text order.
package protocol CandidateScanner: Sendable {
    /// The name in dictionaries.
    var name: String { get }
    /// The kinds of candidates it tells apart; each can have a prior of its own.
    var variants: [String] { get }
    /// Reports the candidates of `text`, folded bytes; `variant` is an index of `variants`.
    func scan(_ text: [UInt8], report: (_ variant: Int, _ span: Range<Int>) -> Void)
}

/// Every scanner that a dictionary can name.
struct ScannerRegistry: Sendable {
    let scanners: [any CandidateScanner]

    init(tables: ReferenceTables) {
        scanners = [
            CryptoAddressScanner(), EmailScanner(), IBANScanner(lengths: tables.ibanLengths), IPv6Scanner(),
            MACAddressScanner(), PhoneScanner(plans: tables.phonePlans),
        ]
    }

    /// The index of the scanner of that name.
    subscript(name: String) -> Int? { scanners.firstIndex { $0.name == name } }
}
