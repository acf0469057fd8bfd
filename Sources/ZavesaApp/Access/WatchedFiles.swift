// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// Files that are read again when they change.
struct WatchedFiles: Sendable {
    let paths: [String]

    /// Sizes and times of change: cheap to compare, and different after any edit.
    var signature: [String] {
        paths.map { path in
            let attributes = try? FileManager.default.attributesOfItem(atPath: Self.resolved(path))
            let size = attributes?[.size] as? Int ?? -1
            let changed = (attributes?[.modificationDate] as? Date)?.timeIntervalSinceReferenceDate ?? 0
            return "\(path) \(Self.resolved(path)) \(size) \(changed)"
        }
    }

    /// The file that a link leads to, over a few links at most.
    static func resolved(_ path: String) -> String {
        var path = path
        for _ in 0..<8 {
            guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { break }
            let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
            path = target.hasPrefix("/") ? target : folder + target
        }
        return path
    }
}
