// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What happens to one detection before the request leaves.
package enum ProtectiveAction: String, Sendable, CaseIterable {
    /// Replaced by a token whose value the vault keeps.
    case tokenize
    /// Replaced by a fixed word; nothing keeps the value.
    case redact
    /// Left in clear; counts for the residual class.
    case pass
    /// The request is refused.
    case block
}
