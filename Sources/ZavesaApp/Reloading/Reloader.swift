// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Detectors
import Logging
import Policy
import PrivacyCore
import Proxy
import StrictYAML
import Synchronization

/// Puts changed settings in force, whole or not at all: everything is read and checked first, the change is on record
/// before the first request it decides (P5), and requests that run go on with what they began with. What is wrong
/// changes nothing, and the log, `/readyz`, a metric and the audit say so.
///
/// An actor, because one reload has to end before the next begins.
///
/// Control: ZV-CFG-02
actor Reloader {
    private let source: SettingsSource
    private let resources: Resources
    private let gateway: Gateway
    private let audit: AuditLog
    private let storage: StorageSentry
    private let logger: Logger
    /// What is in force.
    private var current: Configuration
    /// What its files looked like when they were last read, whatever came of it.
    private var seen: FileSignature
    /// The reload that runs; the next one waits for it.
    private var running: Task<Void, Never>?

    init(
        _ source: SettingsSource, resources: Resources, configuration: Configuration, gateway: Gateway,
        audit: AuditLog, storage: StorageSentry, logger: Logger
    ) {
        self.source = source
        self.resources = resources
        self.gateway = gateway
        self.audit = audit
        self.storage = storage
        self.logger = logger
        current = configuration
        seen = FileSignature(of: [source.path] + configuration.files(in: resources))
    }

    /// Reads everything again if one of its files has changed.
    func reloadIfChanged() async {
        guard signature != seen else { return }
        await reload()
    }

    /// Reads everything again.
    func reload() async {
        let before = running
        let task = Task {
            await before?.value
            await reloadNow()
        }
        running = task
        await task.value
    }

    private var signature: FileSignature { FileSignature(of: [source.path] + current.files(in: resources)) }

    private func reloadNow() async {
        seen = signature
        do {
            let next = try Configuration(source.load(), resources: resources, after: current, logger: logger)
            // What no longer lies where unchanged rules say is the sentry's matter, and no reason against other settings.
            if next.storageRules != current.storageRules { try storage.verify(next.storageRules) }
            try await GatewayProcess.recordActivation(of: next.protection, in: audit)
            let weakened = current.weakened(by: next)
            if !weakened.isEmpty { try await recordWeakening(of: next.protection, at: weakened) }
            try await GatewayProcess.recordPlaces(of: next.settings, next.protection, in: audit)
            try audit.become(GatewayProcess.node(next.settings, next.protection))
            gateway.snapshot = next.snapshot
            let waiting = current.needsRestart(for: next.settings)
            current = next
            await storage.adopt(next.storageRules)
            gateway.configuration.taken(waiting: waiting)
            logger.notice(
                "settings were read again",
                metadata: [
                    "policy": "\(next.protection.policy.digest)", "dictionaries": "\(next.protection.engine.digest)",
                ])
            if !weakened.isEmpty {
                logger.warning("settings protect less now", metadata: ["at": "\(weakened.joined(separator: ","))"])
            }
            if !waiting.isEmpty {
                logger.warning(
                    "settings that change with a restart only", metadata: ["keys": "\(waiting.joined(separator: ","))"])
            }
        } catch {
            await refuse(error)
        }
    }

    private func recordWeakening(of protection: Protection, at places: [String]) async throws(AuditError) {
        var event = AuditEvent(code: .policyWeakened, outcome: .success, tenant: .default)
        event.policy = AuditEvent.PolicyReference(
            id: protection.policy.id, digest: protection.policy.digest, rules: places)
        event.detectorDigest = protection.engine.digest
        _ = try await audit.record(event)
    }

    private func refuse(_ error: any Error) async {
        gateway.configuration.refused()
        logger.error(
            "settings were not read again; the ones before stay in force",
            metadata: ["settings.error": "\(Self.text(error))"])
        var event = AuditEvent(code: .policyRefused, outcome: .failure, tenant: .default)
        event.policy = AuditEvent.PolicyReference(
            id: current.protection.policy.id, digest: current.protection.policy.digest, rules: [])
        event.detectorDigest = current.protection.engine.digest
        // A log that cannot be written stops requests by itself; the settings in force are as they were.
        _ = try? await audit.record(event)
        await storage.look()
    }

    /// Our own errors name files, lines and keys, never values; of another nothing is known.
    private static func text(_ error: any Error) -> String {
        switch error {
        case let error as DocumentError: error.description
        case let error as SettingsError: error.description
        case let error as StartError: error.description
        case let error as AuditError: error.description
        default: "a file cannot be read"
        }
    }
}
