// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// What an operator says of an upstream for the choice among those that policy allows.
package struct UpstreamProfile: Sendable, Equatable {
    package var id: UpstreamID
    /// Its share among those of its tier; 0 is tried after all others of it.
    package var weight = 1.0
    /// Its tier: those of a lower number are tried first.
    package var priority = 0
    /// `nil` where nothing is said: it counts as dearer than any that has one.
    package var price: TokenPrice?
    /// The largest context in tokens; `nil` where nothing is said: any request is taken to fit.
    package var context: Int?
    /// What its models can do; `nil` where nothing is said: everything is tried.
    package var abilities: Set<Ability>?
    /// Requests at once; `nil` for no limit.
    package var maxConcurrent: Int?
    /// Whether its contract says that it keeps nothing of what it gets.
    package var keepsNothing = false
    /// Whether it chooses among models itself by a request's `provider` and `models`, as OpenRouter does.
    package var takesPreferences = false

    package init(id: UpstreamID) { self.id = id }
}
