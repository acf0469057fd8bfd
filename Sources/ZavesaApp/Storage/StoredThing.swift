// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import FoundationEssentials
import Glibc

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
        let layout = DataLayout(root: settings.data)
        var things = [
            StoredThing(thing: .data, location: .path(layout.root)),
            StoredThing(thing: .keys, location: .path(layout.keys)),
            StoredThing(thing: .vault, location: .path(layout.vault)),
            StoredThing(thing: .audit, location: .path(layout.audit)),
            StoredThing(thing: .access, location: .path(folder(of: layout.accessKeys))),
            StoredThing(thing: .budgets, location: .path(folder(of: layout.budgets))),
        ]
        if let otlp = settings.telemetry.otlp {
            things.append(StoredThing(thing: .collector, location: .host(host(of: otlp.endpoint))))
        }
        return things
    }

    /// What this process keeps beside that: temporary files, its log where that is a file, its memory.
    static func keptHere(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> [StoredThing] {
        var things = [StoredThing(thing: .temporary, location: .path(temporaryFolder(environment)))]
        if let file = fileOfStandardError {
            things.append(StoredThing(thing: .log, location: .path(folder(of: file))))
        }
        return things + [StoredThing(thing: .coreDumps, location: .memory)]
    }

    /// Where SQLite, the one part that may use any, puts temporary files (sqlite.org/tempfiles.html).
    private static func temporaryFolder(_ environment: [String: String]) -> String {
        let named =
            [environment["SQLITE_TMPDIR"], environment["TMPDIR"]].compactMap(\.self) + ["/var/tmp", "/usr/tmp"]
        return named.first { FileManager.default.fileExists(atPath: $0) } ?? "/tmp"
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

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
