// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What the holder of a credential is here.
package enum Role: String, CaseIterable, Sendable, Hashable {
    /// An application: sends requests, and gets answers with its own values in them.
    case caller
    /// Runs the gateway; sees no value.
    case `operator`
    /// Reads evidence; sees no value and changes nothing.
    case auditor
    /// Turns tokens back into values outside of a request, in its own caller's scopes.
    case detokenizer
}

/// The roles that one credential has.
package struct RoleSet: Sendable, Hashable {
    package let roles: Set<Role>

    /// Whoever runs or audits a gateway reads no values, and those who read values neither run nor audit it: `operator` and
    /// `auditor` stand alone. `nil` for a combination that breaks this, and for no role at all.
    // Control: ZV-ACC-03
    package init?(_ roles: Set<Role>) {
        guard !roles.isEmpty, roles.count == 1 || roles.isDisjoint(with: Self.alone) else { return nil }
        self.roles = roles
    }

    private init(one: Role) { roles = [one] }

    package static let caller = RoleSet(one: .caller)

    /// Whether one of them is `role`.
    package func contains(_ role: Role) -> Bool { roles.contains(role) }

    /// Their names, in the order in which `Role` lists them.
    package var names: [String] { Role.allCases.filter(roles.contains).map(\.rawValue) }

    private static let alone: Set<Role> = [.operator, .auditor]
}
