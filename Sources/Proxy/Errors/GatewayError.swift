// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Audit

/// Why a request did not get the answer it asked for. Holds no text of the data.
///
/// Every failure of every module below becomes one of these at the seam (`GatewayError+Sources.swift`), and every code
/// has one status, one sentence and one answer to "may I retry?" (`GatewayError+Answer.swift`, DESIGN §3).
package struct GatewayError: Error, Equatable, Sendable {
    /// The `code` the caller reads.
    package enum Code: String, CaseIterable, Sendable {
        // The caller's side.
        case notFound = "not_found"
        case methodNotAllowed = "method_not_allowed"
        case invalidKey = "invalid_api_key"
        case accessDenied = "access_denied"
        case tooManyAttempts = "too_many_attempts"
        case bodyTooLarge = "body_too_large"
        case invalidBody = "invalid_body"
        case unsupportedContent = "unsupported_content"
        case modelNotFound = "model_not_found"
        case unsupportedParameter = "unsupported_parameter"
        // The rules.
        case policyBlocked = "pii_policy_blocked"
        case scanLimit = "pii_scan_limit"
        case noRoute = "residency_no_route"
        case egressGuard = "egress_guard"
        case answerBlocked = "pii_answer_blocked"
        // What callers may use.
        case rateLimited = "rate_limited"
        case budgetExhausted = "budget_exhausted"
        // The upstream's side.
        case upstreamUnavailable = "upstream_unavailable"
        case upstreamError = "upstream_error"
        case upstreamTimeout = "upstream_timeout"
        // Our side.
        case protectionUnavailable = "protection_unavailable"
        case restoreFailed = "restore_failed"
        case internalError = "internal_error"
        /// The gateway is being stopped, and what still ran then had no more time.
        case stopping
        /// Nobody is there to read an answer; never rendered.
        case callerGone = "caller_gone"
    }

    package let code: Code
    /// A constant sentence that says more than the code does, written by us.
    package let detail: String?

    /// Seconds after which the same request may succeed; `nil` where nobody knows.
    package let retryAfter: Int?

    package init(_ code: Code, _ detail: String? = nil, retryAfter: Int? = nil) {
        self.code = code
        self.detail = detail
        self.retryAfter = retryAfter
    }

    /// Equality is by code: the detail is for people.
    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}

extension GatewayError {
    /// The word for the audit record.
    package var reason: AuditEvent.Reason {
        switch code {
        case .invalidBody, .bodyTooLarge, .notFound, .methodNotAllowed: .invalidBody
        case .invalidKey, .tooManyAttempts: .invalidKey
        case .accessDenied: .accessDenied
        case .unsupportedContent, .unsupportedParameter: .unsupportedContent
        case .policyBlocked: .policyBlocked
        case .scanLimit: .scanLimit
        case .noRoute, .modelNotFound: .noRoute
        case .egressGuard: .egressGuard
        case .answerBlocked: .answerBlocked
        case .rateLimited: .rateLimited
        case .budgetExhausted: .budgetExhausted
        case .upstreamUnavailable: .upstreamUnavailable
        case .upstreamError: .upstreamError
        case .upstreamTimeout: .timeout
        case .protectionUnavailable, .internalError, .stopping: .protectionUnavailable
        case .restoreFailed: .restoreFailed
        case .callerGone: .callerGone
        }
    }
}
