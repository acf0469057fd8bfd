// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import Foundation
import Proxy
import Telemetry
import Testing
import ZavesaTesting

/// An operator's dictionaries are read again while the gateway runs.
@Suite struct DictionaryReloadTests {
    private static let types = """
        entities:
          BADGE: {label: BADGE, canonical: ID, class: C2, names: {en: b, ru: п, ar: ب}, legal: own}
        """
    private static func badge(_ prefix: String, key: String = "prior") -> String {
        """
        id: own/badge
        entity: BADGE
        about: Badges of the house.
        status: C1
        source: own
        patterns: [{name: plain, regex: '\(prefix)-\\d{5}', digits: 5, edges: word, \(key): 2}]
        examples: {valid: ['⟦1⟧', '⟦1⟧', '⟦1⟧', '⟦1⟧', '⟦1⟧'], invalid: [a, b, c, d, e]}
        """
    }

    @Test(.timeLimit(.minutes(2))) func aChangeIsTakenOverAndAMistakeIsNot() async throws {
        let own = try TemporaryFolder()
        try Self.write(Self.types, to: own.file("entities/own.yaml"))
        try Self.write(Self.badge("HB"), to: own.file("own/badge.yaml"))
        let yaml = "detection: {dictionaries: \(own.file("."))}\n"
        try await TestGateway.run(yaml: yaml) { gateway in
            let first = gateway.gateway.snapshot.engine.digest
            try Self.write(Self.badge("HX", key: "priority"), to: own.file("own/badge.yaml"))
            let reloads = gateway.gateway.metrics.configuration.reloads
            while reloads.value("refused") == 0 { try await Task.sleep(for: .milliseconds(50)) }
            #expect(gateway.gateway.snapshot.engine.digest == first)

            try Self.write(Self.badge("HY"), to: own.file("own/badge.yaml"))
            while reloads.value("taken") == 0 { try await Task.sleep(for: .milliseconds(50)) }
            let digest = gateway.gateway.snapshot.engine.digest
            #expect(try gateway.auditRecords().contains { $0.contains(digest) && $0.contains("POL") })
        }
    }

    private static func write(_ text: String, to path: String) throws {
        let file = URL(filePath: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file, options: .atomic)
    }
}
