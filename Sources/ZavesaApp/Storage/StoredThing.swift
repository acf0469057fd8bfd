// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import FoundationEssentials
import Glibc
import Vault

/// One thing that the gateway keeps or sends away, and where the settings put it.
struct StoredThing: Sendable, Equatable {
    enum Location: Sendable, Equatable {
        case path(String)
        case host(String)
        /// The memory of this process, where the system writes it when it crashes.
        case memory
    }

    let thing: AuditEvent.Storage.Thing
    let location: Location

    /// What a gateway of these settings keeps, whether or not it runs. Sub-folders are asked for apart: each may be a link
    /// or a mount of its own.
    static func kept(by settings: Settings) -> [StoredThing] {
        var things = kept(in: DataLayout(root: settings.data))
        if let otlp = settings.telemetry.otlp {
            things.append(StoredThing(thing: .collector, location: .host(host(of: otlp.endpoint))))
        }
        return things
    }

    /// What lies in a data folder.
    static func kept(in layout: DataLayout) -> [StoredThing] {
        [
            StoredThing(thing: .data, location: .path(layout.root)),
            StoredThing(thing: .keys, location: .path(layout.keys)),
            StoredThing(thing: .vault, location: .path(layout.vault)),
            StoredThing(thing: .audit, location: .path(layout.audit)),
            StoredThing(thing: .access, location: .path(PrivateFile.folder(of: layout.accessKeys))),
            StoredThing(thing: .budgets, location: .path(PrivateFile.folder(of: layout.budgets))),
        ]
    }

    /// What this process keeps beside that: temporary files, its log where that is a file, its memory.
    static func keptHere(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> [StoredThing] {
        var things = [StoredThing(thing: .temporary, location: .path(temporaryFolder(environment)))]
        if let file = fileOfStandardError {
            things.append(StoredThing(thing: .log, location: .path(PrivateFile.folder(of: file))))
        }
        return things + [StoredThing(thing: .coreDumps, location: .memory)]
    }

    /// Where SQLite, the one part that may use any, puts temporary files (sqlite.org/tempfiles.html).
    private static func temporaryFolder(_ environment: [String: String]) -> String {
        let named = [environment["SQLITE_TMPDIR"], environment["TMPDIR"]].compactMap(\.self)
        return (named + ["/var/tmp", "/usr/tmp", "/tmp"]).first(where: isUsable) ?? "."
    }

    /// As SQLite asks: a folder in which this user may make files.
    private static func isUsable(_ folder: String) -> Bool {
        var status = stat()
        // Safe: stat fills the structure it is given, and access only reads the path.
        guard unsafe stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return false }
        return unsafe access(folder, W_OK | X_OK) == 0
    }

    /// The file that standard error was led into; `nil` for a terminal, a pipe or a socket, which are the operator's.
    private static var fileOfStandardError: String? {
        var status = stat()
        // Safe: fstat fills the structure it is given.
        guard unsafe fstat(STDERR_FILENO, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(STDERR_FILENO)")
    }

    /// In lower case and without brackets; empty, which no place has, for what has none.
    private static func host(of url: String) -> String {
        let host = URLComponents(string: url)?.host?.lowercased() ?? ""
        return host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    }
}
