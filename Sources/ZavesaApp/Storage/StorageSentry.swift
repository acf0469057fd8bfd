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
    /// What is on record as out of place.
    private var recorded: [StorageMismatch] = []
    private var isLooking = false
    /// Whether something changed while a look was being recorded.
    private var looksAgain = false

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
        if let first = rules?.mismatches(of: things).first { throw StartError(first) }
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
        if !found.isEmpty { seal.close(on: found.map(\.found.thing.rawValue)) }
        guard found != recorded else {
            if found.isEmpty { seal.open(isDeclared: rules != nil) }
            return
        }
        for mismatch in found where !recorded.contains(mismatch) {
            logger.error("what is kept lies where it must not", metadata: ["storage.error": "\(mismatch)"])
        }
        do throws(AuditError) {
            for mismatch in found where !recorded.contains(mismatch) {
                var event = AuditEvent(code: .foreignStorage, outcome: .failure, tenant: .default)
                event.storage = mismatch.found
                _ = try await audit.record(event)
            }
            if recorded.isEmpty != found.isEmpty {
                let code: AuditCode = found.isEmpty ? .vaultUnsealed : .vaultSealed
                _ = try await audit.record(AuditEvent(code: code, outcome: .success, tenant: .default))
            }
        } catch {
            // Not on record: the next look tries again, and a closed vault stays closed.
            return
        }
        recorded = found
        guard found.isEmpty else { return }
        seal.open(isDeclared: rules != nil)
        logger.notice("what is kept lies where it may again")
    }
}

extension StartError {
    /// Why a vault is not opened at all.
    init(_ mismatch: StorageMismatch) {
        self.init("\(mismatch). The vault stays closed: docs/places.md says what to declare.")
    }
}
