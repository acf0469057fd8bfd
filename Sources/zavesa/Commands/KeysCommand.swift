// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
import ArgumentParser
import Audit
import PrivacyCore
import ZavesaApp

/// `zavesa keys`: who may call.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Make, list and revoke the API keys that applications call with.",
        discussion: """
            Keys are kept as hashes in DATA/access/keys.yaml. A running gateway reads the file again within seconds; \
            nothing has to be restarted. From the first key on, nobody comes in without one.

            Roles, and what each may have:

              caller       requests to models and to the direct API; restore only with --permission restore
              detokenizer  restore, in the conversations of the caller whose name the key has
              operator     /metrics and /readyz of the admin listener; no request, no value
              auditor      /readyz of the admin listener; no request, no value

            operator and auditor stand alone. Every change is an event of the audit log (AUT003I, AUT004I).
            """,
        subcommands: [KeysCreateCommand.self, List.self, Revoke.self])

    /// `zavesa keys list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the keys: ids, owners and rights; the keys themselves are not kept.")

        @OptionGroup var data: DataOptions

        func run() async throws {
            let entries = try KeyStore(data: data.data).load()?.entries ?? []
            let now = Moment.now
            for entry in entries {
                let expiry = entry.expires.map {
                    "\(entry.isExpired(at: now) ? "expired" : "until") \(Moment.text(of: $0))"
                }
                print(
                    [
                        entry.id ?? "", entry.caller.tenant.rawValue, entry.caller.id.rawValue,
                        entry.rights.roles.names.joined(separator: "+"),
                        entry.rights.permissionNames.joined(separator: ","), expiry ?? "no end",
                    ].joined(separator: "\t"))
            }
            if entries.isEmpty { Terminal.complain("There are no keys in \(data.layout.accessKeys).") }
        }
    }

    /// `zavesa keys revoke ID`
    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke", abstract: "Take a key away, by its id; a running gateway refuses it within seconds.")

        @Argument(help: "The id: what stands between the two underscores of the key.") var id: String
        @OptionGroup var data: DataOptions
        @OptionGroup var settings: SettingsOptions

        func run() async throws {
            let store = KeyStore(data: data.data)
            guard APIKey.isID(id) else { throw ValidationError("An id has 8 characters; see: zavesa keys list") }
            guard let entry = try store.load()?.entries.first(where: { $0.id == id }) else {
                throw ValidationError("There is no key with this id; see: zavesa keys list")
            }
            // Taken away first: a key that leaked must not go on because a log cannot be written.
            try store.change { $0.entries.removeAll { $0.id == id } }
            print("Revoked \(id).")
            do {
                try await settings.auditUnlessServing(data.layout)?.record(AuditEvent(.accessRevoked, of: entry))
            } catch {
                Terminal.complain("The key is revoked, but the audit log does not say so: \(error)")
                throw ExitCode.failure
            }
        }
    }
}
