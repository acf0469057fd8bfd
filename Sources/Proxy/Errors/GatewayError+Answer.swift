// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import Providers

/// How an error looks to the caller: the table of DESIGN §3.
extension GatewayError {
    /// The HTTP status.
    package var status: Int {
        switch code {
        case .invalidBody, .unsupportedParameter, .policyBlocked, .answerBlocked: 400
        case .invalidKey: 401
        case .noRoute, .accessDenied: 403
        case .notFound, .modelNotFound: 404
        case .methodNotAllowed: 405
        case .bodyTooLarge: 413
        case .unsupportedContent: 415
        case .scanLimit: 422
        case .tooManyAttempts, .rateLimited, .budgetExhausted: 429
        case .callerGone: 499
        case .egressGuard, .restoreFailed, .internalError: 500
        case .upstreamError: 502
        case .upstreamUnavailable, .protectionUnavailable, .stopping: 503
        case .upstreamTimeout: 504
        }
    }

    /// Whether the same request may succeed later; the value of `x-should-retry`.
    package var isRetryable: Bool {
        switch code {
        case .upstreamUnavailable, .protectionUnavailable, .upstreamTimeout, .rateLimited, .stopping: true
        case .notFound, .methodNotAllowed, .invalidKey, .accessDenied, .tooManyAttempts, .bodyTooLarge, .invalidBody,
            .unsupportedContent,
            .modelNotFound, .unsupportedParameter, .policyBlocked, .scanLimit, .noRoute, .egressGuard, .answerBlocked,
            .upstreamError,
            .restoreFailed, .internalError, .callerGone, .budgetExhausted:
            false
        }
    }

    /// The body's content; the provider gives it the vendor's shape.
    package func body(of request: RequestID) -> ProviderErrorBody {
        let sentence = detail.map { "\(summary) \($0)" } ?? summary
        return ProviderErrorBody(
            message: sentence, type: type, code: code.rawValue, status: status, request: request.rawValue)
    }

    /// OpenAI's `type` (wire.md §5.1).
    private var type: String {
        switch code {
        case .invalidKey: "authentication_error"
        case .noRoute, .accessDenied: "permission_error"
        case .tooManyAttempts, .rateLimited: "rate_limit_error"
        case .budgetExhausted: "insufficient_quota"
        case .notFound, .methodNotAllowed, .bodyTooLarge, .invalidBody, .unsupportedContent, .modelNotFound,
            .unsupportedParameter, .policyBlocked, .scanLimit, .answerBlocked, .callerGone:
            "invalid_request_error"
        case .upstreamUnavailable, .upstreamError, .upstreamTimeout, .egressGuard, .protectionUnavailable,
            .restoreFailed, .internalError, .stopping:
            "api_error"
        }
    }

    private var summary: String {
        switch code {
        case .notFound: "Zavesa serves no such path."
        case .methodNotAllowed: "This path does not take this method."
        case .invalidKey: "The API key is missing or not known here."
        case .accessDenied: "This API key does not allow this."
        case .tooManyAttempts:
            "Too many requests with keys that are not known here came from this address; wait a minute."
        case .bodyTooLarge: "The body is larger than this gateway takes."
        case .invalidBody: "The body was not understood, so nothing was sent."
        case .unsupportedContent: "The request has content that cannot be protected here, so nothing was sent."
        case .unsupportedParameter: "The upstream that serves this model has no place for a part of the request."
        case .modelNotFound: "No configured upstream serves this model."
        case .policyBlocked: "Policy refuses a kind of data that this request holds; nothing was sent."
        case .scanLimit: "The text is too deep, too long or too involved to be searched; nothing was sent."
        case .noRoute: "Policy allows no configured upstream for what this request holds; nothing was sent."
        case .egressGuard: "The last check before sending found data that should have been replaced, and stopped it."
        case .answerBlocked: "The model's answer holds personal data that policy withholds."
        case .rateLimited: "Too many requests or tokens for now."
        case .budgetExhausted: "The budget is used up; nothing was sent."
        case .stopping: "The gateway is being stopped; another one, or this one later, may answer."
        case .upstreamUnavailable: "No allowed upstream could be reached."
        case .upstreamError: "The upstream's answer was not understood."
        case .upstreamTimeout: "The upstream took too long."
        case .protectionUnavailable: "Protection is not available at this moment, so the request went no further."
        case .restoreFailed: "The answer could not be restored."
        case .internalError: "The gateway failed."
        case .callerGone: "The caller went away."
        }
    }
}
