// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// The member `shadow`: its grammar and how it is written.
enum ShadowMembers {
    static let fields: [RecordField] = [
        .required("decision", .word(["allow", "deny"])),
        .required("residual", .word(DataClass.allCases.map(\.rawValue))),
        .required("differs", .boolean),
        .required("policy_id", .configured),
        .required("policy_sha256", .hash),
        .required("rules", .names),
    ]

    static func members(of shadow: AuditEvent.Shadow) -> JSONValue {
        .members([
            "decision": .string(shadow.isAllowed ? "allow" : "deny"),
            "residual": .string(shadow.residualClass.rawValue), "differs": .boolean(shadow.differs),
            "policy_id": .string(shadow.policy.id), "policy_sha256": .string(shadow.policy.digest),
            "rules": .array(shadow.policy.rules.map(JSONValue.string)),
        ])
    }
}
