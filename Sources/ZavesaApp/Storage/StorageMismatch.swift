// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import PrivacyCore

/// One thing that lies where the settings do not let it, for the operator: what, where, and what to declare.
struct StorageMismatch: Sendable, Equatable, CustomStringConvertible {
    let found: AuditEvent.Storage
    /// The real path or the host; empty for what has none.
    let place: String
    /// The kind of file system where that is the cause.
    var fileSystem = ""
    /// The country that a new declaration would most likely name.
    let home: String

    /// A sentence without a full stop.
    var description: String {
        switch found.cause {
        case _ where found.thing == .coreDumps:
            "storage: \(what) cannot be ruled out, and lie wherever the system writes them (core(5)); set LimitCORE=0 and "
                + "let the program forbid them, as zavesa serve does"
        case .undeclared:
            "storage: \(what) \(verb) \(place), which no place of storage.places declares; add { \(key): \(place), country: "
                + "\(home) } if it is in that country, or move it"
        case .foreign:
            "storage: \(what) \(verb) \(place), which storage declares to be in \(found.country?.code ?? "?"), outside home"
        case .network:
            "storage: \(what) \(verb) \(place), on a file system of another machine or of a program (\(fileSystem)); if its "
                + "country is known, declare { path: \(place), country: \(home), network: true }, or move it"
        case .unknown:
            "storage: \(what) \(verb) \(place), and where that leads cannot be seen: a link to nothing, or a folder that "
                + "this user cannot look into"
        }
    }

    private var verb: String { found.thing == .collector ? "go to" : "lie in" }
    private var key: String { found.thing == .collector ? "host" : "path" }

    private var what: String {
        switch found.thing {
        case .data: "the files of the data folder"
        case .keys: "the keys"
        case .vault: "the values of the vault"
        case .audit: "the segments of the audit log"
        case .access: "the keys of callers"
        case .budgets: "the counts of budgets"
        case .temporary: "temporary files"
        case .log: "the lines of the log"
        case .coreDumps: "core dumps"
        case .collector: "traces and metrics"
        }
    }
}
