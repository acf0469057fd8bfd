// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
import ArgumentParser
import Audit
import PrivacyCore
import ZavesaApp

/// `zavesa keys create NAME`
struct KeysCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a key and write it to standard output, once: it is kept nowhere.",
        discussion: """
            Several keys may have one name and tenant: they are one caller, so that a key can be replaced without losing \
            conversations, and an application and those who restore its texts can have different rights.

              zavesa keys create billing --tenant acme --model 'gpt-*' --expires 90d
              zavesa keys create billing --tenant acme --role detokenizer
              zavesa keys create prometheus --role operator --permission metrics
            """)

    @Argument(help: "The caller's name: letters, digits, and . _ -") var name: String
    @Option(name: .long, help: ArgumentHelp("The organisation it calls for.", valueName: "name"))
    var tenant = TenantID.default.rawValue
    @Option(name: .long, help: ArgumentHelp("caller (default), detokenizer, operator or auditor.", valueName: "role"))
    var role: [String] = []
    @Option(
        name: .long,
        help: ArgumentHelp(
            "What it may be used for (default: all that its roles may, but for restore): "
                + Permission.allCases.map(\.rawValue).joined(separator: ", ") + ".", valueName: "name"))
    var permission: [String] = []
    @Option(name: .long, help: ArgumentHelp("A wire format it may speak (default: all).", valueName: "dialect"))
    var dialect: [String] = []
    @Option(
        name: .long,
        help: ArgumentHelp("A model it may ask for, * for any characters (default: all).", valueName: "name"))
    var model: [String] = []
    @Option(name: .long, help: ArgumentHelp("A purpose it may name (default: all).", valueName: "name"))
    var purpose: [String] = []
    @Option(
        name: .long,
        help: ArgumentHelp("When it ends: 90d, or a day such as 2027-01-31 (default: never).", valueName: "time"))
    var expires: String?
    @OptionGroup var data: DataOptions
    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        let key = APIKey.generate()
        let entry = try entry(of: key)
        // On record before it opens anything; while a gateway runs, it writes the record before it takes the key.
        let audit = try await settings.auditUnlessServing(data.layout)
        try await audit?.record(AuditEvent(.accessGranted, of: entry))
        try KeyStore(data: data.data).change { (document) throws(KeyStoreError) in
            guard document.entries.count < KeyStoreDocument.limit else {
                throw KeyStoreError("There are \(KeyStoreDocument.limit) keys already; revoke some.")
            }
            document.entries.append(entry)
        }
        key.text.expose { print($0) }
        Terminal.complain(
            """
            This is the only time that the key \(key.id) is shown. It is \(entry.rights.roles.names.joined(separator: ", ")) \
            for \(name) of \(tenant), and may: \(entry.rights.permissionNames.joined(separator: ", ")).
            """)
    }

    private func entry(of key: APIKey) throws -> KeyEntry {
        guard PlainName.isOwner(name), PlainName.isValid(tenant), purpose.allSatisfy(PlainName.isValid) else {
            throw ValidationError(PlainName.ownerExpectation + ".")
        }
        let now = Moment.now
        return KeyEntry(
            id: key.id, caller: Caller(id: CallerID(rawValue: name), tenant: TenantID(rawValue: tenant)),
            rights: try rights(), digest: key.digest, created: now, expires: try expires.map { try end($0, from: now) })
    }

    private func rights() throws -> Rights {
        let roles: [Role] = try words(role, "--role")
        guard let set = RoleSet(role.isEmpty ? [.caller] : Set(roles)) else {
            // Control: ZV-ACC-03
            throw ValidationError(
                "operator and auditor stand alone: whoever runs or audits a gateway reads no values, and the other way round."
            )
        }
        let permissions: [Permission] = try words(permission, "--permission")
        do {
            return try Rights(
                roles: set, permissions: permission.isEmpty ? nil : Set(permissions), dialects: nilIfEmpty(dialect),
                models: nilIfEmpty(model), purposes: nilIfEmpty(purpose))
        } catch {
            throw ValidationError("\(error).")
        }
    }

    private func nilIfEmpty(_ list: [String]) -> [String]? { list.isEmpty ? nil : list }

    private func words<Word: RawRepresentable & CaseIterable>(
        _ texts: [String], _ option: String
    ) throws -> [Word] where Word.RawValue == String {
        try texts.map { text in
            guard let word = Word(rawValue: text) else {
                let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("\(option): expected one of \(known)")
            }
            return word
        }
    }

    private func end(_ text: String, from now: Int64) throws -> Int64 {
        if text.hasSuffix("d"), let days = Int64(text.dropLast()), (1...36_500).contains(days) {
            return now + days * 86_400
        }
        guard let end = Moment.seconds(of: text), end > now else {
            throw ValidationError("--expires: expected days such as 90d, or a day to come such as 2027-01-31")
        }
        return end
    }
}
