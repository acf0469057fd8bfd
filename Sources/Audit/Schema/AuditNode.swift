// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// The process that writes a log: what runs, where, and with which configuration.
package struct AuditNode: Sendable, Equatable {
    /// The release, such as `0.1.0`.
    package var release: String
    /// The country the process runs in, as configured.
    package var country: Jurisdiction
    /// SHA-256 of the configuration in force, 64 hexadecimal digits.
    package var configDigest: String

    package init(release: String, country: Jurisdiction, configDigest: String) {
        self.release = release
        self.country = country
        self.configDigest = configDigest
    }
}
