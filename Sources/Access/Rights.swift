// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// What one credential allows. A list that is `nil` allows everything of its kind.
package struct Rights: Sendable, Hashable {
    package let roles: RoleSet
    package let permissions: Set<Permission>
    /// The wire formats that may be spoken, by their names in the settings.
    package let dialects: [String]?
    /// Names of models, `*` for any run of characters.
    package let models: [NamePattern]?
    /// The purposes that a request may name.
    package let purposes: [String]?

    /// Everything that an application can do: who calls on a loopback address without keys, and old lines of a keys file.
    package static let everyCall = Rights(
        roles: .caller, permissions: Permission.all(for: .caller), dialects: nil, models: nil, purposes: nil)

    private init(
        roles: RoleSet, permissions: Set<Permission>, dialects: [String]?, models: [NamePattern]?, purposes: [String]?
    ) {
        self.roles = roles
        self.permissions = permissions
        self.dialects = dialects
        self.models = models
        self.purposes = purposes
    }

    /// - Parameter permissions: `nil` for the standard ones of the roles.
    ///
    /// Throws the first permission that none of the roles can have.
    package init(
        roles: RoleSet = .caller, permissions: Set<Permission>? = nil, dialects: [String]? = nil,
        models: [String]? = nil, purposes: [String]? = nil
    ) throws(MisplacedPermission) {
        let permissions = permissions ?? Permission.standard(for: roles)
        if let misplaced = Permission.allCases.first(where: {
            permissions.contains($0) && $0.roles.isDisjoint(with: roles.roles)
        }) {
            throw MisplacedPermission(permission: misplaced)
        }
        self.init(
            roles: roles, permissions: permissions, dialects: dialects, models: models?.map(NamePattern.init),
            purposes: purposes)
    }

    /// Whether a model may be asked for; `nil` stands for a request that names none.
    package func admits(model: String?) -> Bool {
        guard let models else { return true }
        guard let model else { return false }
        return models.contains { $0.matches(model) }
    }

    /// Whether a wire format may be spoken.
    package func admits(dialect: String) -> Bool { dialects?.contains(dialect) ?? true }

    /// Whether a request may say that it is for this.
    package func admits(purpose: String) -> Bool { purposes?.contains(purpose) ?? true }

    /// The permissions' names, in the order in which `Permission` lists them.
    package var permissionNames: [String] { Permission.allCases.filter(permissions.contains).map(\.rawValue) }
}

/// A permission that no role of the credential can have.
package struct MisplacedPermission: Error, Equatable, Sendable, CustomStringConvertible {
    package let permission: Permission

    package var description: String {
        let roles = Role.allCases.filter(permission.roles.contains).map(\.rawValue).joined(separator: " or ")
        return "the permission \(permission.rawValue) needs the role \(roles)"
    }
}
