// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Logging
package import Policy
import PrivacyCore
import StrictYAML

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

extension SettingsDocument {
    /// Throws for the first part of a data folder that lies where these settings do not let it. For commands that open what a
    /// gateway keeps; `source` says in errors where the home stands. Reads countries and groups, and no dictionaries.
    ///
    /// Control: ZV-LOC-01
    package func checkStorage(of layout: DataLayout, source: String, resources: Resources) throws {
        guard let storage else { return }
        let lists = ListReader(resources: resources, settings: try ComplianceSettings(compliance))
        let places = try Home(home ?? [], from: source, Protection.jurisdictions(lists))
        guard let country = places.names.first else { return }
        let rules = StorageRules(try StorageSettings(storage, home: country), isHome: places.contains)
        if let first = rules.mismatches(of: StoredThing.kept(in: layout)).first { throw SettingsError("\(first)") }
    }
}
