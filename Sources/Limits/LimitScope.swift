// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// Whom a limit holds for.
package enum LimitScope: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// All requests together.
    case everybody
    /// All callers of an organisation together.
    case tenant(TenantID)
    case caller(TenantID, CallerID)

    /// Whether a caller's requests count here.
    package func holds(_ caller: CallerID, of tenant: TenantID) -> Bool {
        switch self {
        case .everybody: true
        case .tenant(let own): own == tenant
        case .caller(let own, let id): own == tenant && id == caller
        }
    }

    /// Also the metric label and the key in the store: `all`, `tenant:NAME`, `caller:TENANT/NAME`.
    package var description: String {
        switch self {
        case .everybody: "all"
        case .tenant(let tenant): "tenant:\(tenant.rawValue)"
        case .caller(let tenant, let caller): "caller:\(tenant.rawValue)/\(caller.rawValue)"
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
