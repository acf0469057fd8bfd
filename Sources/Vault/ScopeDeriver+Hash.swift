// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
package import PrivacyCore

extension ScopeDeriver {
    /// HMAC-SHA-256 of a value under a key of its tenant that serves nothing else: equal for equal values of one type, and
    /// nobody without the key can test a guess. Nothing is stored.
    package func valueHash(of value: [UInt8], type: EntityType, tenant: TenantID) -> [UInt8] {
        let bytes = LengthPrefixed(Array(type.rawValue.utf8), value)
        return keys.tenantKey(tenant).derived(for: .valueHash).fingerprint(of: bytes.bytes)
    }
}
