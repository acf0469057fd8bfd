// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Logging
package import Policy
import PrivacyCore

/// What the start makes sure of before it opens the vault.
extension GatewayProcess {
    /// Everything that this process keeps; throws for the first thing that lies where it must not.
    ///
    /// Control: ZV-LOC-01
    static func checkedStorage(
        _ settings: Settings, _ rules: StorageRules?, _ logger: Logger
    ) throws(StartError) -> [StoredThing] {
        let things = StoredThing.kept(by: settings) + StoredThing.keptHere()
        guard let rules else {
            logger.notice("where data lies is not declared and not checked: see storage in the settings")
            return things
        }
        if let first = rules.mismatches(of: things).first { throw StartError(first) }
        return things
    }

    /// Writes that everything lies where it may. Nothing where nobody said where that is.
    static func recordSelfCheck(
        of things: [StoredThing], _ rules: StorageRules?, in log: AuditLog
    ) async throws(AuditError) {
        guard rules != nil else { return }
        var event = AuditEvent(code: .selfCheck, outcome: .success, tenant: .default)
        event.count = things.count
        _ = try await log.record(event)
    }
}

extension Settings {
    /// Throws for the first thing in the data folder, or place that data is sent to, that the settings themselves forbid.
    /// What depends on the process that serves (its temporary folder, its log) is looked at when it starts.
    package func checkStorage(_ policy: PolicyEngine) throws(SettingsError) {
        guard let storage else { return }
        let rules = StorageRules(storage, isHome: policy.isInCountry)
        if let first = rules.mismatches(of: StoredThing.kept(by: self)).first { throw SettingsError("\(first)") }
    }
}
