// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import StrictYAML

/// Why the settings were not accepted, for the operator. Holds paths and keys, never a secret.
package struct SettingsError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A sentence without a full stop.
    package let description: String

    package init(_ description: String) {
        self.description = description
    }

    package init(_ error: DocumentError) {
        self.init(error.description)
    }
}
