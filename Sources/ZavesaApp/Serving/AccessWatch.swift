// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
import Audit
import Logging
import Proxy
import ServiceLifecycle
import Telemetry

/// Reads keys and certificates again when their files change, and writes the door's open accounts. What is wrong changes
/// nothing: the gateway goes on with what was read before, and the log says what to mend.
struct AccessWatch: Service {
    /// A listener whose files may change.
    struct Listener: Sendable {
        let name: String
        let tls: ListenerTLS
        let settings: TLSSettings
    }

    let keys: KeyFiles
    let listeners: [Listener]
    let door: Door
    let audit: AuditLog
    let metrics: AccessMetrics
    let logger: Logger

    /// How often the files are looked at.
    private static let interval = Duration.seconds(1)

    func run() async throws {
        await cancelWhenGracefulShutdown { await watch() }
        await door.settle(isLast: true)
    }

    private func watch() async {
        var seenKeys = FileSignature(of: keys.paths)
        var recorded = door.rules.keys
        // What changed between the start and now is a change like any other.
        var isStale = (try? keys.directory()).map { door.rules.isOpen || $0.entries != recorded.entries } ?? false
        var seenTLS = listeners.map { FileSignature(of: $0.settings.paths) }
        while (try? await Task.sleep(for: Self.interval)) != nil {
            await door.settle()
            if case let now = FileSignature(of: keys.paths), now != seenKeys || isStale, await reloadKeys(&recorded) {
                (seenKeys, isStale) = (now, false)
            }
            for (index, listener) in listeners.enumerated() {
                let now = FileSignature(of: listener.settings.paths)
                guard now != seenTLS[index] else { continue }
                seenTLS[index] = now
                reload(listener.name, listener.tls, listener.settings)
            }
        }
    }

    /// Takes rights away first, then records every change, then gives new rights: a revoked key opens nothing even where the
    /// log cannot be written, and a new one nothing before it is on record.
    ///
    /// `recorded` is what the log knows. Returns whether the files are done with; if not they are read again.
    // Control: ZV-ACC-02
    private func reloadKeys(_ recorded: inout KeyDirectory) async -> Bool {
        let later: KeyDirectory
        do {
            guard let directory = try keys.directory() else {
                refused("keys", "the file of keys is gone")
                return true
            }
            later = directory
        } catch {
            refused("keys", "\(error)")
            return true
        }
        let rules = door.rules
        let changes = recorded.changes(to: later)
        door.rules = rules.with(keys: rules.keys.kept(in: later))
        do throws(AuditError) {
            for entry in changes.revoked { _ = try await audit.record(AuditEvent(.accessRevoked, of: entry)) }
            for entry in changes.granted { _ = try await audit.record(AuditEvent(.accessGranted, of: entry)) }
        } catch {
            refused("keys", "the change cannot be recorded")
            return false
        }
        door.rules = rules.with(keys: later)
        recorded = later
        metrics.reloads.add(1, "keys", "taken")
        logger.notice("keys were read again", metadata: ["keys": "\(later.entries.count)"])
        return true
    }

    private func reload(_ name: String, _ tls: ListenerTLS, _ settings: TLSSettings) {
        do throws(StartError) {
            try tls.reload(settings)
            metrics.reloads.add(1, name, "taken")
            logger.notice("a certificate was read again", metadata: ["listener": "\(name)"])
        } catch {
            refused(name, error.description)
        }
    }

    private func refused(_ what: String, _ why: String) {
        metrics.reloads.add(1, what, "refused")
        logger.error(
            "what changed was not taken over; what was read before stays in force",
            metadata: ["what": "\(what)", "access.error": "\(why)"])
    }
}

extension AccessWatch: CustomStringConvertible {
    /// ServiceLifecycle logs its services; without this it would log everything they hold.
    var description: String { "access" }
}
