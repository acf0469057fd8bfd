// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Crypto
import Detectors
import FoundationEssentials
import JSONText
import Limits
import Logging
import Policy
import PrivacyCore
import Proxy
import StorageSQLite
import Vault

/// How each part is made of the settings. What a module below throws becomes a `StartError` in `init`.
extension GatewayProcess {
    /// The description of the direct API, as it is served.
    static func openAPI(in resources: Resources) throws -> [UInt8] {
        guard let content = FileManager.default.contents(atPath: resources.openAPI),
            case let bytes = Array(content), (try? JSONScan(bytes)) != nil
        else { throw StartError("\(resources.openAPI) cannot be read, or is not JSON.") }
        return bytes
    }

    static func vault(_ settings: Settings, _ layout: DataLayout) async throws -> (TokenVault, SQLiteTokenStore) {
        let store = try SQLiteTokenStore(path: layout.database)
        let vault = try await TokenVault(
            store: store, keys: RootKeyFile(path: layout.rootKey),
            limits: VaultLimits(timeToLive: settings.valueLifetime))
        return (vault, store)
    }

    /// Where budgets are kept. Made also without any, so that a reload can bring some.
    static func ledger(_ settings: Settings, _ layout: DataLayout) throws(StartError) -> BudgetLedger {
        do throws(BudgetError) {
            return BudgetLedger(store: try SQLiteBudgetStore(path: layout.budgets))
        } catch {
            throw StartError("\(layout.budgets) cannot be opened, or others can read it.")
        }
    }

    /// Opens the log, and writes that this policy is in force.
    static func audit(
        _ settings: Settings, _ layout: DataLayout, _ resources: Resources, _ protection: Protection
    ) async throws -> AuditLog {
        let key = try await RootKeyFile(path: layout.auditKey).generate()
        let log = try await AuditLog.open(
            directory: layout.audit, catalogue: OfflineAudit.catalogue(in: resources), key: SymmetricKey(key),
            node: node(settings, protection))
        try await recordActivation(of: protection, in: log)
        try await recordPlaces(of: settings, protection, in: log)
        return log
    }

    /// What the log says of this process.
    static func node(_ settings: Settings, _ protection: Protection) -> AuditNode {
        AuditNode(release: Release.version, country: settings.country, configDigest: protection.policy.digest)
    }

    /// Writes which policy and which dictionaries decide from now on.
    static func recordActivation(of protection: Protection, in log: AuditLog) async throws {
        var event = AuditEvent(code: .policyActivated, outcome: .success, tenant: .default)
        event.policy = AuditEvent.PolicyReference(
            id: protection.policy.id, digest: protection.policy.digest, rules: [])
        event.detectorDigest = protection.engine.digest
        _ = try await log.record(event)
    }
}
