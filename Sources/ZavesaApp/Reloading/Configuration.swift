// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import FoundationEssentials
import Logging
import Policy
import Proxy

/// Everything that a gateway makes of its settings and that reading them again makes anew, checked whole before any of
/// it is used. What did not change is taken over from the one before: its connections stay open, and dictionaries are
/// not read again for a line of policy.
struct Configuration: Sendable {
    /// An upstream, and what it was made of.
    private struct Source: Sendable {
        let settings: UpstreamSettings
        let files: FileSignature
        let upstream: Upstream
    }

    let settings: Settings
    let protection: Protection
    private let dictionaries: FileSignature
    private let sources: [Source]

    /// Reads every file that the settings name. `protection` spares reading the dictionaries where somebody has; it has to
    /// be of these settings. Throws for the first thing that is wrong; nothing is open then.
    init(
        _ settings: Settings, resources: Resources, protection known: Protection? = nil,
        after old: Configuration? = nil, logger: Logger
    ) throws {
        // What files look like is looked at before they are read: what changes meanwhile is noticed the next time.
        let own = try DetectionDocument(settings.detection).dictionaries
        let dictionaries = FileSignature(of: [own].compactMap(\.self))
        let library = old.flatMap { $0.dictionaries == dictionaries ? $0.protection.library : nil }
        self.dictionaries = dictionaries
        protection =
            try known
            ?? Protection(
                resources: resources, home: settings.home, source: "home", policy: settings.policy,
                detection: settings.detection, compliance: settings.compliance, library: library)
        try settings.checkPlaces(protection.jurisdictions)
        try settings.checkUnmaskedFallback(protection)
        for review in protection.policy.review(settings.upstreams.map(\.facts), on: .today()) where review.needsWork {
            logger.warning(
                "a route is closed", metadata: ["upstream": "\(review.upstream.id)", "reason": "\(review.words)"])
        }
        sources = try settings.upstreams.map { try Self.source(of: $0, among: old?.sources ?? [], logger) }
        self.settings = settings
    }

    /// An upstream as it was, where nothing of it has changed, or made anew.
    private static func source(of settings: UpstreamSettings, among known: [Source], _ logger: Logger) throws -> Source
    {
        let files = FileSignature(of: settings.files)
        if let same = known.first(where: { $0.settings == settings && $0.files == files }) { return same }
        if settings.isInClear {
            logger.warning("requests to this upstream travel unencrypted", metadata: ["upstream": "\(settings.id)"])
        }
        return Source(
            settings: settings, files: files,
            upstream: try Upstream(settings, environment: ProcessInfo.processInfo.environment))
    }

    /// What requests work with.
    var snapshot: GatewaySnapshot {
        GatewaySnapshot(
            engine: protection.engine, policy: protection.policy, restoreRules: settings.restoreRules,
            upstreams: sources.map(\.upstream), presidio: protection.presidio, shadow: protection.shadow,
            routing: settings.routing, limits: settings.table, answers: protection.library.answers,
            note: protection.library.note, remembered: protection.remembered,
            telemetry: settings.telemetry.rules)
    }

    /// Where what is kept may lie; `nil` where nobody says.
    var storageRules: StorageRules? {
        settings.storage.map { StorageRules($0, isHome: protection.policy.isInCountry) }
    }

    /// The files and folders that it was read from, beside the settings file itself.
    func files(in resources: Resources) -> [String] {
        let own = try? DetectionDocument(settings.detection).dictionaries
        return [resources.jurisdictions, resources.categories]
            + [own, settings.compliance.lists, settings.providersFile, protection.shadowFile].compactMap(\.self)
            + settings.upstreams.flatMap(\.files)
    }

    /// The settings that only a start can change, and that differ in `other`: names of keys.
    func needsRestart(for other: Settings) -> [String] {
        [
            ("listen", settings.listen != other.listen), ("admin_listen", settings.adminListen != other.adminListen),
            ("data", settings.data != other.data), ("keys_file", settings.keysFile != other.keysFile),
            ("access", settings.access != other.access), ("tls", settings.tls != other.tls),
            ("admin_tls", settings.adminTLS != other.adminTLS), ("limits", settings.limits != other.limits),
            ("vault", settings.valueLifetime != other.valueLifetime), ("log", settings.log != other.log),
            ("telemetry.otlp", settings.telemetry.otlp != other.telemetry.otlp),
        ].filter(\.1).map(\.0)
    }
}

extension UpstreamSettings {
    /// The files it is made of, beside the settings.
    fileprivate var files: [String] { [keyFile, caFile].compactMap(\.self) }
}
