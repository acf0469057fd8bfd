// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import StrictYAML

/// What an entry of the key store or of `access.certificates` says about its owner.
package struct RightsDocument {
    package let caller: Caller
    package let rights: Rights

    /// The keys it reads.
    package static let keys = ["caller", "tenant", "roles", "permissions", "dialects", "models", "purposes"]

    /// Reads a mapping that has these keys, and maybe others.
    package init(_ mapping: YAMLMapping) throws(DocumentError) {
        let owner = try mapping.required("caller")
        let name = try Self.name(owner)
        guard PlainName.isOwner(name) else { throw owner.error(.invalidValue, PlainName.ownerExpectation) }
        let tenant = try mapping.optional("tenant").map(Self.name) ?? TenantID.default.rawValue
        caller = Caller(id: CallerID(rawValue: name), tenant: TenantID(rawValue: tenant))
        let roles = try mapping.optional("roles").map(Self.roles) ?? .caller
        let permissions = try mapping.optional("permissions").map(Self.permissions)
        // A list that is written and empty allows nothing; one that cannot be read must not count as none.
        let dialects = try mapping.optional("dialects").map(Self.strings)
        let models = try mapping.optional("models").map(Self.strings)
        let purposes = try mapping.optional("purposes").map(Self.strings)
        do throws(MisplacedPermission) {
            rights = try Rights(
                roles: roles, permissions: permissions, dialects: dialects, models: models, purposes: purposes)
        } catch {
            throw mapping.node.error(.invalidValue, error.description)
        }
    }

    private static func strings(_ node: YAMLNode) throws(DocumentError) -> [String] { try node.strings() }

    private static func name(_ node: YAMLNode) throws(DocumentError) -> String {
        let name = try node.string()
        guard PlainName.isValid(name) else { throw node.error(.invalidValue, PlainName.expectation) }
        return name
    }

    private static func roles(_ node: YAMLNode) throws(DocumentError) -> RoleSet {
        let names: [Role] = try closed(node)
        guard let roles = RoleSet(Set(names)) else {
            throw node.error(
                .invalidValue, "expected one role, or caller and detokenizer: the others exclude each other")
        }
        return roles
    }

    private static func permissions(_ node: YAMLNode) throws(DocumentError) -> Set<Permission> {
        Set(try closed(node))
    }

    /// A list of words of which there is a closed list.
    private static func closed<Word: RawRepresentable & CaseIterable>(
        _ node: YAMLNode
    ) throws(DocumentError) -> [Word] where Word.RawValue == String {
        var words: [Word] = []
        for name in try node.strings() {
            guard let word = Word(rawValue: name) else {
                let known = Word.allCases.map(\.rawValue)
                throw node.error(.invalidValue, YAMLNode.suggestion(for: name, among: known))
            }
            words.append(word)
        }
        return words
    }
}
