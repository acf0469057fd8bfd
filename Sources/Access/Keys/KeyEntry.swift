// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// One key as it is kept: whose it is, what it allows, and the hash that recognises it.
package struct KeyEntry: Sendable, Hashable {
    /// `nil` for a line of an old keys file, whose keys have any form.
    package let id: String?
    package let caller: Caller
    package let rights: Rights
    /// SHA-256 of the key, 32 bytes.
    package let digest: [UInt8]
    /// When it was made, in seconds since 1970.
    package let created: Int64
    /// From when on it lets nobody in; `nil` for never.
    package let expires: Int64?

    package init(
        id: String?, caller: Caller, rights: Rights, digest: [UInt8], created: Int64 = 0, expires: Int64? = nil
    ) {
        self.id = id
        self.caller = caller
        self.rights = rights
        self.digest = digest
        self.created = created
        self.expires = expires
    }

    /// Whether its time is over.
    package func isExpired(at now: Int64) -> Bool { expires.map { $0 <= now } ?? false }
}
