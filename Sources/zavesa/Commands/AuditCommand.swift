// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import PrivacyCore
import Reports
import ZavesaApp

/// `zavesa audit`: the log of what was decided.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Verify the audit log and export it for auditors.",
        discussion: """
            The log can also be checked without this program: scripts/verify-audit.py in the source folder is a short
            Python script that recomputes the same chain.
            """,
        subcommands: [Verify.self, Export.self])

    /// `zavesa audit verify`
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Check every record's hash, number, order and schema, and name the first bad one.",
            discussion: """
                Exit codes: 0 intact and in order, 1 not intact or records out of order. Requests that a crash left without a
                closing record are reported as orphans; they are not a fault of the log.
                """)

        @OptionGroup var data: DataOptions
        @OptionGroup var settings: SettingsOptions

        func run() async throws {
            let catalogue = try OfflineAudit.catalogue(in: settings.data())
            let report = try AuditVerifier(directory: data.layout.audit, catalogue: catalogue).run { _ in }
            print(report)
            if !report.followsRules { throw ExitCode.failure }
        }
    }

    /// `zavesa audit export`
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Write the log as JSON, CSV or one HTML page, with what its verification said.",
            discussion: """
                Writes to standard output. The export holds counts, types, routes, rules and hashes; there is nothing else
                in the log. The JSON form is the master, the others are renderings of it. Exporting is an event of the log
                itself; while the gateway runs it holds the log, so that event is then missing and a note says so.

                  zavesa audit export --format html --from 2026-11-01T00:00:00Z > november.html
                """)

        @OptionGroup var data: DataOptions
        @OptionGroup var settings: SettingsOptions
        @Option(name: .long, help: "json, csv or html.") var format = AuditExport.Format.json
        @Option(
            name: .long,
            help: ArgumentHelp("Only records from this time on, as 2026-11-23T00:00:00Z.", valueName: "time"))
        var from: Timestamp?
        @Option(name: .long, help: ArgumentHelp("Only records before this time.", valueName: "time"))
        var until: Timestamp?
        @Option(name: .long, help: ArgumentHelp("Only records of this tenant.", valueName: "name"))
        var tenant: String?

        func run() async throws {
            let catalogue = try OfflineAudit.catalogue(in: settings.data())
            let query = ExportQuery(
                from: from, until: until, tenant: tenant.map(TenantID.init), generatedAt: WallClock.now(),
                generator: Release.version)
            let export = try AuditExport(
                reading: AuditVerifier(directory: data.layout.audit, catalogue: catalogue), query: query)
            await record(export.rowCount)
            Terminal.write(export.render(format))
            if !export.verification.followsRules {
                Terminal.complain("The log does not verify: the export says where.")
                throw ExitCode.failure
            }
        }

        private func record(_ count: Int) async {
            var event = AuditEvent(code: .exported, outcome: .success, tenant: tenant.map(TenantID.init) ?? .default)
            event.count = count
            do {
                try await settings.audit(of: data.layout).record(event)
            } catch {
                Terminal.complain(
                    "This export is not recorded in the log: the gateway holds it, or it cannot be written.")
            }
        }
    }
}

extension AuditExport.Format: ExpressibleByArgument {}

extension Timestamp: ExpressibleByArgument {
    /// Takes RFC 3339 in UTC, with or without milliseconds.
    public init?(argument: String) {
        let text = argument.hasSuffix("Z") && !argument.contains(".") ? argument.dropLast() + ".000Z" : argument
        self.init(String(text))
    }
}
