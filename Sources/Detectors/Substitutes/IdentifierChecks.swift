// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// The checksums of all dictionaries, asked the other way round: whether an invented number would be a valid one.
package struct IdentifierChecks: Sendable {
    /// By type, those that its dictionaries name.
    private let own: [EntityType: [Validator]]
    /// Those of code, which know how long their numbers are.
    private let general: [Validator]

    package static let none = IdentifierChecks([])

    init(_ recognizers: [Recognizer]) {
        var own: [EntityType: [Validator]] = [:]
        var general: [String: Validator] = [:]
        for recognizer in recognizers {
            for check in recognizer.rules.flatMap(\.checks) where check.validator.kind == .checksum {
                own[recognizer.entity, default: []].append(check.validator)
                // What a dictionary writes out is named for its formula, and reads numbers of any length.
                let name = check.validator.name
                if name.contains(".") || name == "luhn" || name == "isin" { general[name] = check.validator }
            }
        }
        self.own = own
        self.general = general.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Whether numbers of a type have a checksum that an invented one can fail.
    package func canFail(_ type: EntityType) -> Bool { own[type] != nil }

    /// Whether a text, in UTF-8, passes a checksum of its type, or one of the common ones.
    package func pass(_ text: [UInt8], as type: EntityType) -> Bool {
        let candidate = CandidateText(text)
        return (own[type] ?? []).contains { $0.accepts(candidate) } || general.contains { $0.accepts(candidate) }
    }
}
