// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Audit
import JSONText
package import PrivacyCore

/// Which records an export shows, and what it says about itself.
package struct ExportQuery: Sendable, Equatable {
    /// The first moment shown; `nil` for the start of the log.
    package var from: Timestamp?
    /// The first moment no longer shown; `nil` for the end of the log.
    package var until: Timestamp?
    /// Only this tenant's records; `nil` for all, the system's own included.
    package var tenant: TenantID?
    /// When the export is made; passed in, so that the same input gives the same bytes.
    package var generatedAt: Timestamp
    /// The release that makes the export.
    package var generator: String

    package init(
        from: Timestamp? = nil, until: Timestamp? = nil, tenant: TenantID? = nil, generatedAt: Timestamp,
        generator: String
    ) {
        self.from = from
        self.until = until
        self.tenant = tenant
        self.generatedAt = generatedAt
        self.generator = generator
    }

    /// Whether a record is shown.
    func includes(_ record: AuditRecord) -> Bool {
        if let from, record.time < from { return false }
        if let until, record.time >= until { return false }
        guard let tenant else { return true }
        return record.value("tenant")?.stringValue.map { $0.utf8.elementsEqual(tenant.rawValue.utf8) } ?? false
    }
}
