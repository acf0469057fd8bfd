// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import Policy
import PrivacyCore
import StrictYAML
import ZavesaApp

/// Which settings and data files a command uses: the same as `serve` with the same options.
struct SettingsOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("The settings file (default: the shipped zavesa.yaml).", valueName: "file"))
    var config: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The folder of dictionaries and compliance data (default: found by itself).", valueName: "dir"))
    var resources: String?

    /// The data files.
    func data() throws -> Resources { try Resources(named: resources) }

    /// The settings as written.
    func document() throws -> SettingsDocument {
        let file = try config ?? data().configuration
        return try SettingsDocument(YAMLNode(readingFile: file, named: file))
    }

    /// The engine and the policy that they make.
    func protection() throws -> Protection {
        let document = try document()
        return try Protection(
            resources: data(), home: document.home ?? [], source: config ?? "zavesa.yaml", policy: document.policy,
            detection: document.detection, compliance: ComplianceSettings(document.compliance))
    }

    /// Throws where a part of this data folder lies where the settings do not let it.
    func checkStorage(_ layout: DataLayout) throws {
        try document().checkStorage(of: layout, source: config ?? "zavesa.yaml", resources: data())
    }

    /// The audit log of this data folder, while no gateway holds it.
    func audit(of layout: DataLayout) async throws -> OfflineAudit {
        guard let country = try document().home?.first.flatMap(Jurisdiction.init) else {
            throw ValidationError("The settings name no home.")
        }
        return try await OfflineAudit(layout: layout, resources: data(), country: country)
    }

    /// The log, for a command that changes rights; `nil` while a gateway holds it, which then records the change itself.
    func auditUnlessServing(_ layout: DataLayout) async throws -> OfflineAudit? {
        guard let country = try document().home?.first.flatMap(Jurisdiction.init) else {
            throw ValidationError("The settings name no home.")
        }
        do {
            return try await OfflineAudit(layout: layout, resources: data(), country: country, begins: true)
        } catch let error as AuditError where error.isHeldElsewhere {
            return nil
        }
    }

    /// The upstreams that the settings name, as policy sees them.
    func upstreams() throws -> [UpstreamFacts] {
        let document = try document()
        return try (document.upstreams ?? []).map { upstream in
            try UpstreamSettings(upstream, providers: document.providers).facts
        }
    }
}
