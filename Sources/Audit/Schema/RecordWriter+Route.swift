// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// The fields about where a request goes, the policy that said so, and the papers behind a transfer.
extension RecordWriter {
    /// Where the request goes and the policy that said so are one object; a refusal has only the latter.
    mutating func route(_ event: AuditEvent) throws(FieldViolation) {
        guard event.route != nil || event.policy != nil else { return }
        let (place, policy) = (event.route, event.policy)
        try object("route") { route throws(FieldViolation) in
            if let number = place?.attempt { try route.count("attempt", number, from: 1) }
            try route.text("country", place?.country.code, .country)
            route.word("decision", event.outcome == .denied ? "deny" : "allow")
            try route.text("endpoint", place?.upstream.rawValue, .configured)
            if let hosting = place?.hosting { route.word("hosting", hosting.rawValue) }
            if let place { route.truth("is_crossborder", place.isCrossBorder) }
            try route.text("model_id", place?.model, .configured)
            try route.text("policy_id", policy?.id, .configured)
            try route.text("policy_sha256", policy?.digest, .hash)
            try route.text("provider", place?.provider, .configured)
            if let reason = place?.reason { route.word("reason", reason.rawValue) }
            try route.text("recipient_juris", place?.recipient?.code, .country)
            if let policy { try route.names("rules", policy.rules) }
            if let transfer = place?.transfer { try route.transfer(transfer) }
        }
    }

    private mutating func transfer(_ papers: AuditEvent.Transfer) throws(FieldViolation) {
        try object("transfer") { transfer throws(FieldViolation) in
            try transfer.text("licence_ref", papers.licence, .configured)
            try transfer.text("list_ver", papers.listVersion, .configured)
            if let mechanism = papers.mechanism { transfer.word("mechanism", mechanism.rawValue) }
            try transfer.text("notification_ref", papers.notification, .configured)
            try transfer.text("permit_ref", papers.permit, .configured)
            transfer.word("status", papers.refusal?.rawValue ?? "allowed")
            try transfer.text("tia_ref", papers.assessment, .configured)
        }
    }

    mutating func shadow(_ other: AuditEvent.Shadow) throws(FieldViolation) {
        try object("shadow") { shadow throws(FieldViolation) in
            shadow.word("decision", other.isAllowed ? "allow" : "deny")
            shadow.truth("differs", other.differs)
            try shadow.text("policy_id", other.policy.id, .configured)
            try shadow.text("policy_sha256", other.policy.digest, .hash)
            shadow.word("residual", other.residualClass.rawValue)
            try shadow.names("rules", other.policy.rules)
        }
    }

    mutating func list(_ loaded: AuditEvent.LegalList) throws(FieldViolation) {
        try object("list") { list throws(FieldViolation) in
            try list.count("countries", loaded.countries)
            list.word("origin", loaded.origin.rawValue)
            try list.text("regime", loaded.regime, .configured)
            try list.text("signer_sha256", loaded.signer, .hash)
            list.word("status", loaded.status.rawValue)
            try list.text("version", loaded.version, .configured)
        }
    }

    mutating func attestation(_ file: AuditEvent.Attestation) throws(FieldViolation) {
        try object("attestation") { attestation throws(FieldViolation) in
            try attestation.text("agreement_ref", file.agreement, .configured)
            try attestation.text("provider", file.provider, .configured)
            attestation.word("status", file.status.rawValue)
        }
    }
}
