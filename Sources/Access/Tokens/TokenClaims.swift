// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JWTKit
import PrivacyCore

/// The claims of a token whose signature is right.
struct TokenClaims: JWTPayload {
    let values: ClaimValue

    init(from decoder: any Decoder) throws { values = try ClaimValue(from: decoder) }

    /// Tokens are read here and never made.
    func encode(to encoder: any Encoder) throws { throw Rejection.refused }

    /// What a token has to say is looked at by `principal`, with a clock of its own.
    func verify(using algorithm: some JWTAlgorithm) async throws {}

    /// Who a token lets in. Throws where it does not: times first (RFC 7519 §4.1.4, 4.1.5), then for whom it was made.
    func principal(
        under rules: TokenRules, at now: Int64, naming: (String) -> String
    ) throws(Rejection) -> Principal {
        guard let expires = values["exp"]?.seconds else { throw .refused }
        guard now < expires + rules.leeway else { throw .expired }
        for claim in ["nbf", "iat"] {
            guard let value = values[claim] else { continue }
            guard let begins = value.seconds else { throw .refused }
            guard begins <= now + rules.leeway else { throw .expired }
        }
        // As bytes: Swift's == takes other spellings of a name for the same.
        guard let issuer = values["iss"]?.text, issuer.utf8.elementsEqual(rules.issuer.utf8), isForUs(rules.audiences)
        else { throw .refused }
        return Principal(
            caller: try caller(rules, naming), rights: try rights(under: rules), method: .token)
    }

    /// `aud` is one text or a list (RFC 7519 §4.1.3); a text with spaces is one name.
    private func isForUs(_ audiences: [String]) -> Bool {
        let named: [String] =
            switch values["aud"] {
            case .text(let one): [one]
            case .list(let many): many.compactMap(\.text)
            default: []
            }
        return named.contains { name in audiences.contains { $0.utf8.elementsEqual(name.utf8) } }
    }

    /// Every subject gets a name that `naming` makes of it. Callers' names go to logs, and a plain one may still be a person's;
    /// and the caller of a key must not be another one only because an issuer calls somebody by the same name (P9).
    private func caller(_ rules: TokenRules, _ naming: (String) -> String) throws(Rejection) -> Caller {
        guard let subject = values[rules.claims.caller]?.text, (1...512).contains(subject.utf8.count) else {
            throw .refused
        }
        let tenant: TenantID
        if let claim = rules.claims.tenant {
            guard let name = values[claim]?.text, PlainName.isValid(name) else { throw .refused }
            tenant = TenantID(rawValue: name)
        } else {
            tenant = rules.tenant
        }
        return Caller(id: CallerID(rawValue: naming(subject)), tenant: tenant)
    }

    /// Words that mean nothing here are passed over: an issuer's tokens hold roles of many services.
    private func rights(under rules: TokenRules) throws(Rejection) -> Rights {
        let claims = rules.claims
        var roles = RoleSet.caller
        if let claim = claims.roles {
            let named = Set(values[claim]?.words.compactMap(Role.init) ?? [])
            guard !named.isEmpty else { throw .refused }
            guard let set = RoleSet(named) else { throw .exclusiveRoles }
            roles = set
        }
        guard let claim = claims.permissions else { return try rights(roles, nil, rules) }
        let named = Set(values[claim]?.words.compactMap(Permission.init) ?? [])
        return try rights(roles, named.intersection(Permission.all(for: roles)), rules)
    }

    private func rights(
        _ roles: RoleSet, _ permissions: Set<Permission>?, _ rules: TokenRules
    ) throws(Rejection) -> Rights {
        do throws(MisplacedPermission) {
            return try Rights(
                roles: roles, permissions: permissions, dialects: rules.dialects, models: rules.models,
                purposes: rules.purposes)
        } catch {
            throw .refused
        }
    }
}
