// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Audit
package import Detectors
package import Providers
package import Pseudonymization
package import Vault

/// What an error of a module below means to the caller. Each switch is exhaustive: a new code does not build until it
/// has its meaning here.
extension GatewayError {
    package init(_ error: ProviderError) {
        switch error.code {
        case .invalidBody: self.init(.invalidBody, error.expectation)
        case .unsupportedContent: self.init(.unsupportedContent, error.expectation)
        case .unsupportedParameter: self.init(.unsupportedParameter, error.expectation)
        case .limit: self.init(.scanLimit, error.expectation)
        }
    }

    package init(_ error: DetectorError) {
        switch error.code {
        case .scanLimit: self.init(.scanLimit)
        case .invalidText: self.init(.invalidBody, "A text is not valid UTF-8.")
        case .unavailable: self.init(.protectionUnavailable)
        }
    }

    package init(_ error: VaultError) {
        switch error.code {
        case .limit: self.init(.scanLimit, "The conversation holds more values than the vault takes.")
        case .unavailable, .keyMissing, .keyWrong, .keyRefused, .corrupt: self.init(.protectionUnavailable)
        }
    }

    package init(_ error: PseudonymizationError) {
        switch error.code {
        case .blocked: self.init(.policyBlocked)
        case .vault(let code): self.init(VaultError(code: code))
        case .inconsistent, .unknownType: self.init(.internalError)
        }
    }

    package init(_ error: EgressGuardError) {
        switch error.code {
        case .replacedValue, .checksum, .foreignMark: self.init(.egressGuard)
        }
    }

    package init(_ error: AuditError) {
        switch error.code {
        case .unavailable, .tripwire, .corrupt: self.init(.protectionUnavailable)
        }
    }

    /// `isBeforeAnswer`: whether it came before the first byte of the answer. A connection that ended then, such as one
    /// that the upstream closed as idle, is as good as none.
    package init(_ error: UpstreamError, isBeforeAnswer: Bool) {
        switch error.code {
        case .connect, .tls, .address, .pin, .credentials: self.init(.upstreamUnavailable)
        case .disconnected: self.init(isBeforeAnswer ? .upstreamUnavailable : .upstreamError)
        case .timeout: self.init(.upstreamTimeout)
        case .malformed: self.init(.upstreamError)
        case .cancelled: self.init(.callerGone)
        }
    }
}
