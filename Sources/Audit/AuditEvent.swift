// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// One event before it is numbered, timed and chained. Every field is typed: an enumeration, a count, a hash, a random
/// identifier or a configured string. There is no field for text of the data.
package struct AuditEvent: Sendable {
    package enum Outcome: String, Sendable, CaseIterable { case success, failure, denied, cancelled }

    /// Why something was refused or failed: the codes of DESIGN §3 and the closing reasons.
    package enum Reason: String, Sendable, CaseIterable {
        case invalidBody = "invalid_body"
        case unsupportedContent = "unsupported_content"
        case policyBlocked = "pii_policy_blocked"
        case scanLimit = "pii_scan_limit"
        case noRoute = "residency_no_route"
        case egressGuard = "egress_guard"
        case upstreamUnavailable = "upstream_unavailable"
        case upstreamError = "upstream_error"
        case protectionUnavailable = "protection_unavailable"
        case answerBlocked = "pii_answer_blocked"
        case callerGone = "caller_gone"
        case timeout
        case restoreFailed = "restore_failed"
        case invalidKey = "invalid_api_key"
        case accessDenied = "access_denied"
        case rateLimited = "rate_limited"
        case budgetExhausted = "budget_exhausted"
        /// Of an answer that was delivered: the gateway ended it where its reservation did.
        case outputLimited = "output_limited"
        /// Of an answer that could not be used masked, delivered or followed by a second run: its tokens are lost.
        case tokensLost = "tokens_lost"
        /// The same: its model says that values are hidden from it.
        case maskedRefusal = "masked_refusal"
        /// Of an answer that was delivered: it is the masked one, because the second run gave none.
        case unmaskedFailed = "unmasked_failed"
    }

    /// What was found and what was done, in counts.
    package struct Data: Sendable, Equatable {
        package var inputClass: DataClass
        package var residualClass: DataClass
        package var hasSecret: Bool
        /// Findings by type.
        package var entities: [EntityType: Int]
        /// Findings by action, by the words of `AuditSchema`.
        package var actions: [String: Int]
        package var bytesIn: Int
        /// Findings by type that only a second run leaves in clear.
        package var unmasked: [EntityType: Int] = [:]

        package init(
            inputClass: DataClass, residualClass: DataClass, hasSecret: Bool, entities: [EntityType: Int],
            actions: [String: Int], bytesIn: Int
        ) {
            self.inputClass = inputClass
            self.residualClass = residualClass
            self.hasSecret = hasSecret
            self.entities = entities
            self.actions = actions
            self.bytesIn = bytesIn
        }
    }

    /// Where the request goes and under which policy.
    package struct Route: Sendable, Equatable {
        package var upstream: UpstreamID
        package var country: Jurisdiction
        package var isCrossBorder: Bool
        package var model: String?
        package var provider: String
        /// Why this one of those that policy allows.
        package var reason: RouteReason?
        /// Which of the attempts of this request it is, from 1.
        package var attempt: Int?
        /// Where the provider runs its models, and whose law it is under; `nil` where the settings name nobody.
        package var hosting: Hosting?
        package var recipient: Jurisdiction?
        /// What the law says of the route; `nil` in the country.
        package var transfer: Transfer?

        package init(
            upstream: UpstreamID, country: Jurisdiction, isCrossBorder: Bool, model: String?, provider: String,
            reason: RouteReason? = nil, attempt: Int? = nil, hosting: Hosting? = nil, recipient: Jurisdiction? = nil,
            transfer: Transfer? = nil
        ) {
            self.upstream = upstream
            self.country = country
            self.isCrossBorder = isCrossBorder
            self.model = model
            self.provider = provider
            self.reason = reason
            self.attempt = attempt
            self.hosting = hosting
            self.recipient = recipient
            self.transfer = transfer
        }
    }

    /// The policy that decided and its rules.
    package struct PolicyReference: Sendable, Equatable {
        package var id: String
        /// SHA-256, hex.
        package var digest: String
        package var rules: [String]

        package init(id: String, digest: String, rules: [String]) {
            self.id = id
            self.digest = digest
            self.rules = rules
        }
    }

    /// Permission to restore, given before sending: inside it restoring needs no further record.
    package struct RestoreGrant: Sendable, Equatable {
        /// Keyed reference of the scope, made by the audit's own key.
        package var scope: Scope
        package var purpose: String
        /// How many tokens may be restored at most.
        package var limit: Int

        package init(scope: Scope, purpose: String, limit: Int) {
            self.scope = scope
            self.purpose = purpose
            self.limit = limit
        }
    }

    /// What the restorer did, for closing records.
    package struct Restoration: Sendable, Equatable {
        package var restored = 0
        /// Token-like text that no token of the scope explains; left as it was.
        package var unknown = 0
        /// Tokens not restored by rule (URLs, denied tools).
        package var withheld = 0
        /// Tokens restored although respelt by the model.
        package var repaired = 0
        /// Tokens of which the value came back in another grammatical case.
        package var declined = 0
        /// Findings in the model's own text, by type.
        package var produced: [EntityType: Int] = [:]
        package var bytesOut = 0

        package init() {}
    }

    package var code: AuditCode
    package var outcome: Outcome
    package var reason: Reason?
    /// The request the event belongs to; `nil` for events of the system.
    package var request: RequestID?
    package var tenant: TenantID
    package var caller: CallerID?
    package var endpoint: String?
    /// What the request is for: a name that the policy declares; `nil` where it says nothing.
    package var purpose: String?
    package var data: Data?
    package var route: Route?
    package var policy: PolicyReference?
    package var shadow: Shadow?
    package var grant: RestoreGrant?
    package var restoration: Restoration?
    /// What the exchange cost; `nil` where no answer began.
    package var usage: TokenUsage?
    /// Where that was, if not where the last decision goes.
    package var usageEndpoint: UpstreamID?
    /// SHA-256 of the dictionaries and models in force, hex.
    package var detectorDigest: String?
    /// How many things an export, scan or reveal touched, or how many failures a record stands for.
    package var count: Int?
    /// A legal list that is in force, or was, for events of loading.
    package var list: LegalList?
    /// What is on file about a provider, for events of loading.
    package var attestation: Attestation?
    /// Who was let in, kept out, or given rights.
    package var access: Access?
    /// What lies where it must not, for events of the self-check.
    package var storage: Storage?

    package init(code: AuditCode, outcome: Outcome, tenant: TenantID, request: RequestID? = nil) {
        self.code = code
        self.outcome = outcome
        self.tenant = tenant
        self.request = request
    }
}
