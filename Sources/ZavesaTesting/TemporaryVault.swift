// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import StorageSQLite
package import Vault

/// A real vault, SQLite and key file and all, in a folder of its own that goes with it.
package struct TemporaryVault: Sendable {
    /// Holds `keys/` and `data/`.
    package let folder: TemporaryFolder
    package let store: SQLiteTokenStore
    package let clock: TestClock
    package let vault: TokenVault

    /// Opens a vault in a folder, a new one unless one is given.
    package init(
        in folder: TemporaryFolder? = nil, limits: VaultLimits = VaultLimits(), clock: TestClock = TestClock(),
        settings: SQLiteSettings = SQLiteSettings()
    ) async throws {
        self.folder = try folder ?? TemporaryFolder()
        self.clock = clock
        store = try SQLiteTokenStore(path: Self.database(in: self.folder), settings: settings)
        vault = try await TokenVault(
            store: store, keys: Self.keys(in: self.folder), limits: limits, clock: { clock.now })
    }

    /// Where the database of a vault in a folder is.
    package static func database(in folder: TemporaryFolder) -> String { folder.file("data/vault.sqlite") }

    /// The key file of a vault in a folder.
    package static func keys(in folder: TemporaryFolder) -> RootKeyFile {
        RootKeyFile(path: folder.file("keys/root.key"))
    }

    /// A conversation scope.
    package func scope(
        _ conversation: String = "one", tenant: TenantID = .default, caller: CallerID = .local,
        domain: String = "shared"
    ) -> Scope {
        vault.scopes.scope(
            tenant: tenant, caller: caller, domain: domain, of: .named(Sensitive(Array(conversation.utf8))))
    }
}
