// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
package import Limits
import PrivacyCore

extension Settings {
    /// The tenants and callers that limits name and nobody has: a misspelt name limits nothing, and says nothing either. Empty
    /// where it is not known who there is: without keys and certificates, with tokens of an issuer, or where keys cannot be read.
    package func namelessLimits() -> [LimitScope] {
        do { return namelessLimits(among: try KeyFiles(self).directory()) } catch { return [] }
    }

    /// - Parameter keys: `nil` where there are none.
    func namelessLimits(among keys: KeyDirectory?) -> [LimitScope] {
        let callers = (keys?.entries.map(\.caller) ?? []) + access.certificates.callers
        guard !callers.isEmpty, access.tokens == nil else { return [] }
        let named =
            table.rates.tenants.keys.map(LimitScope.tenant) + table.rates.callers.keys + table.budgets.map(\.scope)
        return Set(named).filter { scope in !callers.contains { scope.holds($0.id, of: $0.tenant) } }.sorted()
    }
}
