// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// One thing that a credential may be used for. Each belongs to roles: an operator cannot be given `restore`.
package enum Permission: String, CaseIterable, Sendable, Hashable {
    /// Answers of models: chat completions, responses, messages, completions, Ollama's chat and generate.
    case chat
    case embeddings
    case moderations
    /// The lists of models.
    case models
    /// The direct API, by operation.
    case detect, tokenize, preview, restore
    /// What Presidio's clients call.
    case presidio
    /// Paths that this gateway does not know, where policy passes them on.
    case unknown
    /// `/metrics` of the admin listener.
    case metrics
    /// `/readyz` and every other page of the admin listener.
    case status

    /// The roles that can have it.
    package var roles: Set<Role> {
        switch self {
        case .restore: [.caller, .detokenizer]
        case .metrics: [.operator]
        case .status: [.operator, .auditor]
        default: [.caller]
        }
    }

    /// What a credential has that names none: all that its roles can have, but for `restore`, which a caller has to be given
    /// by name, because it reads the vault outside of a request.
    package static func standard(for roles: RoleSet) -> Set<Permission> {
        Set(
            allCases.filter { permission in
                guard !permission.roles.isDisjoint(with: roles.roles) else { return false }
                return permission != .restore || roles.contains(.detokenizer)
            })
    }

    /// All that the roles can have.
    package static func all(for roles: RoleSet) -> Set<Permission> {
        Set(allCases.filter { !$0.roles.isDisjoint(with: roles.roles) })
    }
}
