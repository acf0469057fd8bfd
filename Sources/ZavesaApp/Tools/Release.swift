// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The version of this program.
package enum Release {
    /// As printed by `--version` and written to the audit log.
    package static let version = "0.1.0"
}
