// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A code of the event catalogue (`compliance/events.yaml`).
package struct AuditCode: RawRepresentable, Hashable, Sendable {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    /// Request decided; durable before the first byte leaves. Carries the restore grant.
    package static let decided = AuditCode(rawValue: "LLM001I")
    /// Closing record: delivered.
    package static let delivered = AuditCode(rawValue: "LLM002I")
    /// Request denied by rule; durable before the answer.
    package static let denied = AuditCode(rawValue: "LLM003W")
    /// A request that goes elsewhere was kept from an upstream abroad by what it holds; durable before it goes.
    package static let heldInCountry = AuditCode(rawValue: "LLM004W")
    /// Closing record: failed.
    package static let failed = AuditCode(rawValue: "LLM007W")
    /// Closing record: the caller went away.
    package static let cancelled = AuditCode(rawValue: "LLM008W")
    /// Rerouted to the next allowed candidate; durable before its first byte leaves.
    package static let rerouted = AuditCode(rawValue: "LLM009I")
    /// An answer showed that its task could not be done masked: a second run, with values in clear, in the country, is
    /// tried; durable before it goes. Says what the first run cost.
    package static let unmasked = AuditCode(rawValue: "LLM010W")
    /// Tokens handed out for a text outside any request to a model.
    package static let tokenized = AuditCode(rawValue: "VLT001I")
    /// A value revealed outside a request's grant.
    package static let revealed = AuditCode(rawValue: "VLT010I")
    /// A reveal outside a request's grant was refused.
    package static let revealRefused = AuditCode(rawValue: "VLT011W")
    /// Somebody was kept out: not known, or not allowed this.
    package static let accessRefused = AuditCode(rawValue: "AUT002W")
    /// Rights were given.
    package static let accessGranted = AuditCode(rawValue: "AUT003I")
    /// Rights were taken.
    package static let accessRevoked = AuditCode(rawValue: "AUT004I")
    /// Somebody tried what their role can never do, or claimed roles that exclude each other.
    package static let roleViolated = AuditCode(rawValue: "AUT006W")
    /// Findings in a text replaced in a way that nothing keeps.
    package static let deidentified = AuditCode(rawValue: "DEI001I")
    /// A search for personal data finished: of files, or of texts that an application asked about.
    package static let classified = AuditCode(rawValue: "CLS001I")
    /// Report exported.
    package static let exported = AuditCode(rawValue: "EXP001I")
    /// Log opened or rotated.
    package static let logOpened = AuditCode(rawValue: "AUD001I")
    /// The sink was unavailable; written when it works again, with how many events were refused meanwhile.
    package static let sinkUnavailable = AuditCode(rawValue: "AUD008E")
    /// A field's value was outside its grammar; the record was dropped.
    package static let tripwire = AuditCode(rawValue: "AUD009E")
    /// Changed settings protect less than those before, or may.
    package static let policyWeakened = AuditCode(rawValue: "POL004W")
    /// Changed settings were refused; those before stay in force.
    package static let policyRefused = AuditCode(rawValue: "POL006E")
    /// Policy activated.
    package static let policyActivated = AuditCode(rawValue: "POL001I")
    /// The vault was opened again after it had been sealed.
    package static let vaultUnsealed = AuditCode(rawValue: "VLT028I")
    /// The vault was sealed: something that is kept lies where it must not.
    package static let vaultSealed = AuditCode(rawValue: "VLT029I")
    /// Something that is kept lies outside the declared places, or those are outside the home.
    package static let foreignStorage = AuditCode(rawValue: "SYS003E")
    /// Start-up self-check passed.
    package static let selfCheck = AuditCode(rawValue: "SYS001I")
    /// Egress re-scan found plaintext; blocked.
    package static let guardHit = AuditCode(rawValue: "DEI005E")

    /// A provider's agreement was put on record, or has expired.
    package static let providerAttested = AuditCode(rawValue: "POL002I")
    /// A legal list was loaded.
    package static let listLoaded = AuditCode(rawValue: "POL003I")
    /// A transfer abroad was allowed, and by which mechanism; durable before the decision that takes it.
    package static let transferAllowed = AuditCode(rawValue: "TRF001I")
    /// A transfer was refused: a paper is missing or has expired.
    package static let transferRefused = AuditCode(rawValue: "TRF002W")
    /// A transfer was refused that no paper could have opened.
    package static let transferProhibited = AuditCode(rawValue: "TRF003E")
    /// A legal list has expired.
    package static let listExpired = AuditCode(rawValue: "TRF004W")

    /// The codes that the log writes by itself.
    static let writtenByTheLog: [AuditCode] = [.logOpened, .sinkUnavailable, .tripwire]
    /// The codes that close a request.
    static let closing: Set<AuditCode> = [.delivered, .failed, .cancelled]
}
