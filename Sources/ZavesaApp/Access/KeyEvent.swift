// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Access
package import Audit
import PrivacyCore

extension AuditEvent {
    /// That an entry's rights were given, or taken.
    // Control: ZV-ACC-02
    package init(_ code: AuditCode, of entry: KeyEntry) {
        self.init(code: code, outcome: .success, tenant: entry.caller.tenant)
        access = Access(
            subject: entry.caller, key: entry.id, method: Principal.Method.key.rawValue,
            roles: entry.rights.roles.names,
            permissions: entry.rights.permissionNames)
    }
}
