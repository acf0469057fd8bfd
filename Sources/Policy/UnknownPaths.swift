// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What becomes of requests to paths of a provider's API that nobody here knows.
package enum UnknownPaths: String, Sendable {
    /// Not found.
    case refuse
    /// Searched as JSON in which everything is text, and kept in the country.
    case scan
}
