// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import Glibc
import PrivacyCore
import Pseudonymization
import StorageSQLite
import Vault
import ZavesaApp

/// `zavesa restore`: values back into a text, outside any request.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put values back into a text that holds tokens of one conversation.",
        discussion: """
            Reads standard input, writes standard output. A token resolves only in the conversation, caller and tenant it
            was issued in; all others stay tokens. The reveal is recorded in the audit log before the first value is
            written, so the gateway must not be running on the same data folder.

              zavesa restore --conversation case-17 < answer.txt
            """)

    @Option(name: .long, help: ArgumentHelp("What x-zavesa-conversation said.", valueName: "id"))
    var conversation: String
    @Option(name: .long, help: ArgumentHelp("The caller's name in the keys file.", valueName: "name"))
    var caller = CallerID.local.rawValue
    @Option(name: .long, help: ArgumentHelp("The caller's tenant.", valueName: "name"))
    var tenant = TenantID.default.rawValue
    @OptionGroup var settings: SettingsOptions
    @OptionGroup var data: DataOptions

    func run() async throws {
        try settings.checkStorage(data.layout)
        let store = try SQLiteTokenStore(path: data.layout.database)
        let vault = try await TokenVault(store: store, keys: RootKeyFile(path: data.layout.rootKey))
        let scope = vault.scopes.scope(
            tenant: TenantID(rawValue: tenant), caller: CallerID(rawValue: caller),
            of: .named(Sensitive(Array(conversation.utf8))))
        let view = RestoreView(try await vault.contents(of: scope, limit: 100_000))
        var reader = LineReader(descriptor: STDIN_FILENO)
        var restorer = StreamingRestorer(view: view, rules: RestoreRules(), source: .text)
        var output: [UInt8] = []
        var counts = RestorationCounts()
        while case let lines = try reader.batch(), !lines.isEmpty {
            let text = Array(lines.joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")]
            let step = restorer.consume(text)
            output += step.output
            counts += step.counts
        }
        let last = restorer.finish()
        output += last.output
        counts += last.counts
        try await record(counts)
        Terminal.write(output)
        Terminal.complain("\(counts.restored) restored, \(counts.unknown) unknown, \(counts.withheld) withheld")
    }

    private func record(_ counts: RestorationCounts) async throws {
        var event = AuditEvent(code: .revealed, outcome: .success, tenant: TenantID(rawValue: tenant))
        event.caller = CallerID(rawValue: caller)
        event.count = counts.restored
        do {
            try await settings.audit(of: data.layout).record(event)
        } catch {
            throw ValidationError(
                "The reveal cannot be recorded, so nothing was restored: is the gateway running on this folder?")
        }
    }
}
