// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Logging
import PrivacyCore
import Proxy

/// Looks whether what the gateway keeps still lies where the settings say, and seals the vault while it does not.
///
/// An actor, because what a look finds is put in force, and on record, before the next one.
///
/// Control: ZV-LOC-01
actor StorageSentry {
    private let things: [StoredThing]
    private var rules: StorageRules?
    private let seal: VaultSeal
    private let audit: any AuditRecording
    private let logger: Logger
    /// What is on record as out of place, and is.
    private var recorded: [StorageMismatch] = []
    /// What was out of place and is not on record yet.
    private var owed: [StorageMismatch] = []
    private var onRecord = OnRecord.open
    private var isLooking = false
    /// Whether something changed while a look was being recorded.
    private var looksAgain = false

    /// What the audit says of the vault.
    private enum OnRecord {
        /// → `closing`
        case open
        /// The vault is closed, and that is not on record yet. → `closed`
        case closing
        /// → `open`
        case closed
    }

    /// More than what one gateway keeps, each in several wrong places; what comes after is in the log alone.
    private static let mostOwed = 64

    /// `rules` are those that the start has checked; `nil` where nothing is declared.
    init(
        _ things: [StoredThing], rules: StorageRules?, seal: VaultSeal, audit: any AuditRecording, logger: Logger
    ) {
        self.things = things
        self.rules = rules
        self.seal = seal
        self.audit = audit
        self.logger = logger
        if rules != nil { seal.open() }
    }

    /// Throws where other rules would not hold: they are not put in force then.
    nonisolated func verify(_ rules: StorageRules?) throws(StartError) {
        if let first = rules?.mismatches(of: things).first {
            throw StartError("\(first). docs/places.md says what to declare.")
        }
    }

    /// Goes by other rules from now on.
    func adopt(_ rules: StorageRules?) async {
        self.rules = rules
        await look()
    }

    /// Looks, and does what follows.
    func look() async {
        guard !isLooking else {
            looksAgain = true
            return
        }
        isLooking = true
        defer { isLooking = false }
        repeat {
            looksAgain = false
            await act(on: rules?.mismatches(of: things) ?? [])
        } while looksAgain
    }

    private func act(on found: [StorageMismatch]) async {
        // Closed first and recorded then, opened only when that is on record.
        if !found.isEmpty {
            seal.close(on: found.map(\.found.thing.rawValue))
            if onRecord == .open { onRecord = .closing }
        }
        note(found)
        do throws(AuditError) {
            try await record(found)
        } catch {
            // What is not on record is still owed: the next look tries again, and a closed vault stays closed.
            return
        }
        guard found.isEmpty else { return }
        seal.open(isDeclared: rules != nil)
    }

    /// Owes what is found for the first time.
    private func note(_ found: [StorageMismatch]) {
        recorded.removeAll { !found.contains($0) }
        for mismatch in found where !recorded.contains(mismatch) && !owed.contains(mismatch) {
            logger.error("what is kept lies where it must not", metadata: ["storage.error": "\(mismatch)"])
            if owed.count < Self.mostOwed { owed.append(mismatch) }
        }
    }

    /// Writes what is owed, also of what has been mended meanwhile: that it was so has to be known. Each record counts as
    /// soon as it is written.
    private func record(_ found: [StorageMismatch]) async throws(AuditError) {
        while let mismatch = owed.first {
            var event = AuditEvent(code: .foreignStorage, outcome: .failure, tenant: .default)
            event.storage = mismatch.found
            _ = try await audit.record(event)
            owed.removeFirst()
            if found.contains(mismatch) { recorded.append(mismatch) }
        }
        if onRecord == .closing {
            _ = try await audit.record(AuditEvent(code: .vaultSealed, outcome: .success, tenant: .default))
            onRecord = .closed
        }
        guard found.isEmpty, onRecord == .closed else { return }
        _ = try await audit.record(AuditEvent(code: .vaultUnsealed, outcome: .success, tenant: .default))
        onRecord = .open
        if rules == nil {
            logger.warning("where what is kept may lie is no longer declared: the vault is open again")
        } else {
            logger.notice("what is kept lies where it may again")
        }
    }
}

extension StartError {
    /// Why a vault is not opened at all.
    init(_ mismatch: StorageMismatch) {
        self.init("\(mismatch). The vault stays closed: docs/places.md says what to declare.")
    }
}
