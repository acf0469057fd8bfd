// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Detectors
import PrivacyCore
import Providers
import Proxy
import Testing
import Vault

/// DESIGN §3's table, and what modules below mean by their errors.
@Suite struct GatewayErrorTests {
    private let id = RequestID(rawValue: "req-1")

    @Test(arguments: [
        (GatewayError.Code.invalidBody, 400, false), (.unsupportedContent, 415, false),
        (.unsupportedParameter, 400, false), (.policyBlocked, 400, false),
        (.scanLimit, 422, false), (.noRoute, 403, false), (.egressGuard, 500, false),
        (.upstreamUnavailable, 503, true), (.protectionUnavailable, 503, true), (.invalidKey, 401, false),
        (.bodyTooLarge, 413, false), (.notFound, 404, false), (.methodNotAllowed, 405, false),
        (.answerBlocked, 400, false), (.upstreamTimeout, 504, true), (.upstreamError, 502, false),
    ])
    func aCodeHasItsStatusAndItsAnswerToARetry(code: GatewayError.Code, status: Int, isRetryable: Bool) {
        #expect(GatewayError(code).status == status)
        #expect(GatewayError(code).isRetryable == isRetryable)
        #expect(GatewayError(code).body(of: id).code == code.rawValue)
    }

    @Test(arguments: GatewayError.Code.allCases)
    func everyCodeHasASentence(code: GatewayError.Code) {
        #expect(GatewayError(code).body(of: id).message.hasSuffix("."))
        #expect(GatewayError(code, "Because.").body(of: id).message.hasSuffix(" Because."))
    }

    @Test func whatFailedBelowKeepsItsMeaning() {
        #expect(GatewayError(ProviderError(code: .limit, expectation: "x")).code == .scanLimit)
        #expect(GatewayError(DetectorError(code: .scanLimit)).code == .scanLimit)
        #expect(GatewayError(DetectorError(code: .unavailable)).code == .protectionUnavailable)
        #expect(GatewayError(VaultError(code: .keyWrong)).code == .protectionUnavailable)
        #expect(GatewayError(AuditError(code: .tripwire)).code == .protectionUnavailable)
        #expect(GatewayError(UpstreamError(.tls), isBeforeAnswer: true).code == .upstreamUnavailable)
        #expect(GatewayError(UpstreamError(.disconnected), isBeforeAnswer: true).code == .upstreamUnavailable)
        #expect(GatewayError(UpstreamError(.disconnected), isBeforeAnswer: false).code == .upstreamError)
        #expect(GatewayError(UpstreamError(.cancelled), isBeforeAnswer: true).code == .callerGone)
    }
}
