// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import Vault

extension VaultEntry {
    /// A person's name, with the subject it belongs to where one is given.
    package static func person(_ value: String, subject: String? = nil) -> VaultEntry {
        entry(Array(value.utf8), "PERSON", "PERSON", subject: subject)
    }

    /// An e-mail address.
    package static func email(_ value: String) -> VaultEntry { entry(Array(value.utf8), "EMAIL", "EMAIL") }

    /// Any bytes.
    package static func literal(_ value: [UInt8]) -> VaultEntry { entry(value, "LITERAL", "LITERAL") }

    private static func entry(
        _ value: [UInt8], _ type: String, _ label: String, subject: String? = nil
    ) -> VaultEntry {
        VaultEntry(
            value: Sensitive(value), type: EntityType(rawValue: type), label: TokenLabel(label) ?? .literal,
            subject: subject.map { Sensitive(Array($0.utf8)) })
    }
}

extension Token {
    /// The characters that all mentions of one subject share.
    package var family: Substring { body.prefix(TokenGrammar.familyLength) }
}
