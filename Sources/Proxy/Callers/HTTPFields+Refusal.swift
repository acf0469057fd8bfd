// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

extension HTTPFields {
    /// What goes with a refusal at the door: how to come in (RFC 9110 §11.6.1), or when to try again (§10.2.3).
    mutating func explain(_ error: GatewayError) {
        switch error.code {
        case .invalidKey: self[.wwwAuthenticate] = "Bearer"
        case .tooManyAttempts: self[.retryAfter] = "60"
        default: break
        }
    }
}
