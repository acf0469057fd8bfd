// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Detectors
import FoundationEssentials
import Logging
import Proxy
import ServiceLifecycle
import StrictYAML

/// Reads an operator's dictionaries again when a file among them changes. What is wrong changes nothing: requests go on
/// with what was read before, and the log says which line to mend.
struct DictionaryWatch: Service {
    let settings: Settings
    let resources: Resources
    let gateway: Gateway
    let audit: AuditLog
    let logger: Logger

    /// How often the folder is looked at.
    private static let interval = Duration.seconds(2)

    func run() async throws {
        guard let folder = try DetectionDocument(settings.detection).dictionaries else {
            try? await gracefulShutdown()
            return
        }
        await cancelWhenGracefulShutdown { await watch(folder) }
    }

    private func watch(_ folder: String) async {
        var seen = Self.signature(of: folder)
        while (try? await Task.sleep(for: Self.interval)) != nil {
            let now = Self.signature(of: folder)
            guard now != seen else { continue }
            seen = now
            await reload()
        }
    }

    private func reload() async {
        do {
            let protection = try GatewayProcess.protection(settings, resources)
            // The change is on record before the first request that it decides (P5).
            try await GatewayProcess.recordActivation(of: protection, in: audit)
            let current = gateway.snapshot
            gateway.snapshot = GatewaySnapshot(
                engine: protection.engine, policy: protection.policy, restoreRules: current.restoreRules,
                upstreams: current.upstreams, presidio: protection.presidio, limits: current.limits)
            gateway.metrics.dictionaryReloads.add(1, "taken")
            logger.notice("dictionaries were read again", metadata: ["digest": "\(protection.engine.digest)"])
        } catch let error as DocumentError {
            gateway.metrics.dictionaryReloads.add(1, "refused")
            logger.error(
                "dictionaries were not read again; the ones before stay in force",
                metadata: ["dictionary.error": "\(error.description)"])
        } catch {
            gateway.metrics.dictionaryReloads.add(1, "refused")
            logger.error("dictionaries were not read again; the ones before stay in force")
        }
    }

    /// Paths, sizes and times of change of the files: cheap to compare, and different after any edit.
    private static func signature(of folder: String) -> [String] {
        let files = FileManager.default
        let names = (try? files.subpathsOfDirectory(atPath: folder)) ?? []
        return names.sorted().map { name in
            let attributes = try? files.attributesOfItem(atPath: "\(folder)/\(name)")
            let size = attributes?[.size] as? Int ?? 0
            let changed = (attributes?[.modificationDate] as? Date)?.timeIntervalSinceReferenceDate ?? 0
            return "\(name) \(size) \(changed)"
        }
    }
}

extension DictionaryWatch: CustomStringConvertible {
    /// ServiceLifecycle logs its services; without this it would log everything they hold.
    var description: String { "dictionaries" }
}
