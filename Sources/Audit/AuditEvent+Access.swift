// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
package import PrivacyCore

extension AuditEvent {
    /// What a record of the front door says: a refusal, or a right given or taken.
    package struct Access: Sendable, Equatable {
        /// Why somebody was kept out.
        package enum Cause: String, Sendable, CaseIterable {
            case missing, unknown, expired, refused, unavailable
            /// Known, and of a role that can never have this.
            case role
            /// Known, of a role that could have it, and not given it.
            case permission
        }

        /// Whose rights they are, where that is not the actor.
        package var subject: Caller?
        /// The id of a key; not secret.
        package var key: String?
        /// How somebody proved who they are: key, token, certificate.
        package var method: String?
        package var roles: [String]
        package var permissions: [String]
        package var cause: Cause?

        package init(
            subject: Caller? = nil, key: String? = nil, method: String? = nil, roles: [String] = [],
            permissions: [String] = [], cause: Cause? = nil
        ) {
            self.subject = subject
            self.key = key
            self.method = method
            self.roles = roles
            self.permissions = permissions
            self.cause = cause
        }

        /// The fields under the schema's names.
        func value(_ references: KeyedReferences) -> JSONValue {
            var members: [String: JSONValue] = [:]
            members["subject_ref"] = subject.map { .string(references.reference(to: $0.id, of: $0.tenant)) }
            members["key"] = key.map(JSONValue.string)
            members["method"] = method.map(JSONValue.string)
            if !roles.isEmpty { members["roles"] = .array(roles.map(JSONValue.string)) }
            if !permissions.isEmpty { members["permissions"] = .array(permissions.map(JSONValue.string)) }
            members["cause"] = cause.map { .string($0.rawValue) }
            return .members(of: members)
        }

        /// Their grammar.
        static let fields: [RecordField] = [
            .optional("subject_ref", .reference),
            .optional("key", .configured),
            .optional("method", .word(["key", "token", "certificate", "open"])),
            .optional("roles", .names),
            .optional("permissions", .names),
            .optional("cause", .word(Cause.allCases.map(\.rawValue))),
        ]
    }
}
