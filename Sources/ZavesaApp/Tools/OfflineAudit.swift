// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Audit
import Crypto
import FoundationEssentials
package import PrivacyCore
package import StrictYAML
import Vault

/// The audit log of a gateway that is not running, for commands whose use is an event itself.
///
/// One process writes a log at a time: while the gateway runs, this does not open.
package struct OfflineAudit: Sendable {
    private let log: AuditLog

    /// Opens the log. Throws `corrupt` while another process holds it.
    ///
    /// - Parameter begins: whether a data folder that no gateway has used yet gets its log now.
    package init(
        layout: DataLayout, resources: Resources, country: Jurisdiction, begins: Bool = false
    ) async throws {
        let catalogue = try Self.catalogue(in: resources)
        let file = RootKeyFile(path: layout.auditKey)
        let key = try await begins ? file.generate() : file.rootKey()
        log = try await AuditLog.open(
            directory: layout.audit, catalogue: catalogue, key: SymmetricKey(key),
            node: AuditNode(release: Release.version, country: country, configDigest: Self.unknownDigest))
    }

    /// The event catalogue of the resources folder.
    package static func catalogue(in resources: Resources) throws(DocumentError) -> EventCatalogue {
        let path = resources.compliance + "/events.yaml"
        guard let content = FileManager.default.contents(atPath: path),
            let text = String(validating: content, as: UTF8.self)
        else {
            throw DocumentError(
                code: .invalidValue, file: "compliance/events.yaml", expectation: "the file cannot be read")
        }
        return try EventCatalogue(yaml: text, file: "compliance/events.yaml")
    }

    /// Records one event durably, then closes the log.
    package func record(_ event: AuditEvent) async throws(AuditError) {
        _ = try await log.record(event)
        await log.close()
    }

    /// No settings decide over what these commands do.
    private static let unknownDigest = String(repeating: "0", count: 64)
}
