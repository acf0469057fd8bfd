// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import StrictYAML
import Vault

/// Why a gateway does not start, for the operator: what, and what to do. Holds paths and names, never a key.
package struct StartError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Sentences.
    package let description: String

    package init(_ description: String) {
        self.description = description
    }

    /// What an error of a module below means for the operator of this data folder.
    init(_ error: any Error, in layout: DataLayout) {
        switch error {
        case let error as StartError: self = error
        case let error as KeyStoreError: self.init(error.description)
        case let error as DocumentError: self.init(error.description)
        case let error as SettingsError: self.init(error.description)
        case let error as AuditError: self.init(Self.text(error, layout))
        case let error as VaultError: self.init(Self.text(error, layout))
        case let error as KeyProviderError:
            self.init(Self.text(VaultError(code: error.code == .missing ? .keyMissing : .keyRefused), layout))
        default: self.init("The vault in \(layout.vault) cannot be opened: disk full, damaged, or another user's?")
        }
    }

    /// Without a log nothing is sent, so nothing starts.
    private static func text(_ error: AuditError, _ layout: DataLayout) -> String {
        "\(layout.audit): \(error.description). Look at it with: zavesa audit verify --data \(layout.root)"
    }

    private static func text(_ error: VaultError, _ layout: DataLayout) -> String {
        switch error.code {
        case .keyMissing:
            """
            The vault in \(layout.vault) was in use, but its key is not at \(layout.rootKey). Put the key back: a new \
            one would open nothing.
            """
        case .keyWrong: "The key at \(layout.rootKey) is not the one that the vault in \(layout.vault) was made with."
        case .keyRefused: "A file in \(layout.keys) is not a key, or others can read it: chmod 600, its folder 700."
        case .corrupt: "The vault in \(layout.vault) is damaged. See: zavesa vault restore --help"
        case .unavailable, .limit: "The vault in \(layout.vault) cannot be opened: disk full, or another user's?"
        }
    }
}
