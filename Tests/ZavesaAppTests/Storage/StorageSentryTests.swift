// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Crypto
import Foundation
import Logging
import PrivacyCore
import Proxy
import StrictYAML
import Synchronization
import Testing
import ZavesaTesting

@testable import ZavesaApp

/// A log that writes so many events and then none, until it is told to go on.
private final class FailingAudit: AuditRecording {
    private let log: AuditLog
    private let state = Mutex<(left: Int, codes: [AuditCode])>((.max, []))

    init(_ log: AuditLog) { self.log = log }

    var codes: [AuditCode] { state.withLock { $0.codes } }
    func write(_ count: Int) { state.withLock { $0.left = count } }

    func record(_ event: AuditEvent, holdingThread: Bool) async throws(AuditError) -> AuditReceipt {
        guard state.withLock({ $0.left > 0 }) else { throw AuditError(code: .unavailable) }
        let receipt = try await log.record(event)
        state.withLock {
            $0.left -= 1
            $0.codes.append(event.code)
        }
        return receipt
    }
}

/// What is on record of a vault that is sealed and opened again.
///
/// Control: ZV-LOC-01
@Suite struct StorageSentryTests {
    private let folder: TemporaryFolder
    private let elsewhere: TemporaryFolder
    private let audit: FailingAudit
    private let seal = VaultSeal(GatewayMetrics().vault)
    private let sentry: StorageSentry
    private let things: [StoredThing]

    init() async throws {
        folder = try TemporaryFolder()
        elsewhere = try TemporaryFolder()
        let russia = try #require(Jurisdiction("RU"))
        let log = try await AuditLog.open(
            directory: folder.file("audit"), catalogue: OfflineAudit.catalogue(in: testResources),
            key: SymmetricKey(size: .bits256),
            node: AuditNode(release: "0.1.0", country: russia, configDigest: String(repeating: "0", count: 64)))
        audit = FailingAudit(log)
        let yaml = "places: [{ path: \(folder.path) }]"
        let settings = try StorageSettings(YAMLNode(parsing: yaml, file: "test.yaml"), home: russia)
        things = [
            StoredThing(thing: .vault, location: .path(folder.file("vault"))),
            StoredThing(thing: .temporary, location: .path(folder.file("temporary"))),
        ]
        sentry = StorageSentry(
            things, rules: StorageRules(settings) { $0 == russia }, seal: seal, audit: audit,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func lead(_ name: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.file(name), withDestinationPath: elsewhere.path)
    }

    private func mend(_ name: String) throws { try FileManager.default.removeItem(atPath: folder.file(name)) }

    @Test func whatWasOutOfPlaceWhileNothingCouldBeWrittenIsOnRecordBeforeTheVaultOpens() async throws {
        audit.write(0)
        try lead("vault")
        await sentry.look()
        #expect(seal.isClosed)
        try mend("vault")
        await sentry.look()
        #expect(seal.isClosed && audit.codes.isEmpty)
        audit.write(.max)
        await sentry.look()
        #expect(!seal.isClosed)
        #expect(audit.codes == [.foreignStorage, .vaultSealed, .vaultUnsealed])
    }

    @Test func whatIsOnRecordIsNotWrittenAgainWhereTheNextRecordFails() async throws {
        try lead("vault")
        try lead("temporary")
        for _ in 0..<3 {
            audit.write(1)
            await sentry.look()
        }
        audit.write(.max)
        await sentry.look()
        #expect(audit.codes == [.foreignStorage, .foreignStorage, .vaultSealed])
        // Part of it mended and broken again is a new event, in a vault that was closed all the time.
        try mend("vault")
        await sentry.look()
        try lead("vault")
        await sentry.look()
        #expect(audit.codes == [.foreignStorage, .foreignStorage, .vaultSealed, .foreignStorage])
        try mend("vault")
        try mend("temporary")
        await sentry.look()
        #expect(audit.codes.last == .vaultUnsealed && !seal.isClosed)
    }
}
