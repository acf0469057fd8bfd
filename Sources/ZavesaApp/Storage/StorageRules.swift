// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import PrivacyCore
import Proxy

/// Where things may lie: the declared places, and which of their countries are home. Pure but for the links of paths
/// of things, which are followed each time because they change.
///
/// Control: ZV-LOC-01
struct StorageRules: Sendable, Equatable {
    private let settings: StorageSettings
    /// Of the declared countries those that are home.
    private let allowed: Set<Jurisdiction>

    init(_ settings: StorageSettings, isHome: (Jurisdiction) -> Bool) {
        self.settings = settings
        allowed = Set(([settings.country] + settings.places.map(\.country)).filter(isHome))
    }

    /// What lies where it must not.
    func mismatches(of things: [StoredThing]) -> [StorageMismatch] {
        things.compactMap { thing in
            switch thing.location {
            case .path(let path):
                guard let place = RealPlace(of: path) else { return mismatch(thing, .unknown, at: path) }
                return judge(thing, at: place)
            case .host(let host): return judge(thing, at: host)
            case .memory: return CoreDumps.mayHappen ? mismatch(thing, .unknown, at: "") : nil
            }
        }
    }

    /// A path's place is the innermost declared one around it.
    func judge(_ thing: StoredThing, at place: RealPlace) -> StorageMismatch? {
        let around = folders.filter { Self.contains($0.path, place.path) }
        let declared = around.max { $0.path.utf8.count < $1.path.utf8.count }
        guard declared != nil || settings.places.isEmpty else { return mismatch(thing, .undeclared, at: place.path) }
        let country = declared?.place.country ?? settings.country
        guard allowed.contains(country) else { return mismatch(thing, .foreign, at: place.path, in: country) }
        guard case .network(let name) = place.fileSystem, declared?.place.isNetwork != true else { return nil }
        var mismatch = mismatch(thing, .network, at: place.path, in: country)
        mismatch.fileSystem = name
        return mismatch
    }

    /// What goes to this machine is passed on, or not, by whoever runs the collector.
    private func judge(_ thing: StoredThing, at host: String) -> StorageMismatch? {
        let isHere = ListenAddress(host: host, port: 0).isLoopback
        let declared = settings.places.first { $0.location == .host(host) }
        guard let country = declared?.country ?? (isHere ? settings.country : nil) else {
            return mismatch(thing, .undeclared, at: host)
        }
        return allowed.contains(country) ? nil : mismatch(thing, .foreign, at: host, in: country)
    }

    /// The declared folders as they are written: were their links followed too, a link in place of one would take what it
    /// declares to wherever it leads.
    private var folders: [(path: String, place: StoragePlace)] {
        settings.places.compactMap { place in
            guard case .path(let path) = place.location else { return nil }
            return (path, place)
        }
    }

    /// By bytes: two spellings of a letter are two names on a disk.
    private static func contains(_ folder: String, _ path: String) -> Bool {
        folder == "/" || path.utf8.elementsEqual(folder.utf8) || path.utf8.starts(with: "\(folder)/".utf8)
    }

    private func mismatch(
        _ thing: StoredThing, _ cause: AuditEvent.Storage.Cause, at place: String, in country: Jurisdiction? = nil
    ) -> StorageMismatch {
        StorageMismatch(
            found: AuditEvent.Storage(thing: thing.thing, cause: cause, country: country), place: place,
            home: settings.country.code)
    }
}
