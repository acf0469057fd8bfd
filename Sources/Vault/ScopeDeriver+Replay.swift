// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
package import PrivacyCore

extension ScopeDeriver {
    /// Authenticates fields that leave the gateway and come back: HMAC-SHA-256 under the tenant's key, for one scope and
    /// one place they came from.
    package func replayMark(of fields: [[UInt8]], in scope: Scope, from upstream: UpstreamID) -> [UInt8] {
        var bytes = LengthPrefixed(Array(scope.kind.rawValue.utf8), Array(scope.caller.rawValue.utf8), scope.key)
        bytes.append(upstream.rawValue.utf8)
        for field in fields { bytes.append(field) }
        return keys.tenantKey(scope.tenant).derived(for: .replay).fingerprint(of: bytes.bytes)
    }
}
