// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Whether a provider may keep what it got and said, so that it can be asked for later.
package enum ProviderStorage: String, Sendable {
    /// As the request says, or as the API does by itself.
    case asked
    /// Never: the request is changed to say so.
    case forbid
}
