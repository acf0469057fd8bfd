// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Who sends a request, and for which organisation.
package struct Caller: Sendable, Hashable {
    package let id: CallerID
    package let tenant: TenantID

    package init(id: CallerID, tenant: TenantID) {
        self.id = id
        self.tenant = tenant
    }

    /// Everybody on a loopback address where no keys are configured.
    package static let local = Caller(id: .local, tenant: .default)
}
