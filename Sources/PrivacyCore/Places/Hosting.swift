// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Where a provider runs its models, seen from the home.
package enum Hosting: String, Sendable, CaseIterable {
    /// On machines of the operator: there is no recipient.
    case onprem
    /// On machines in the home, of somebody else.
    case inCountry = "in_country"
    /// In several countries of a region, and the provider says which one answers.
    case regional
    case foreign
}
