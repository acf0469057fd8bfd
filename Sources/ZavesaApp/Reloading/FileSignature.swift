// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// What files, and all files under folders, look like from outside: names, sizes, times of change. Cheap to compare, and
/// different after any edit.
struct FileSignature: Equatable, Sendable {
    private let lines: [String]

    init(of paths: [String]) {
        lines = paths.flatMap { path in
            let within = (try? FileManager.default.subpathsOfDirectory(atPath: Self.resolved(path))) ?? []
            return [Self.line(path)] + within.sorted().map { Self.line("\(path)/\($0)") }
        }
    }

    private static func line(_ path: String) -> String {
        let file = resolved(path)
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        let size = attributes?[.size] as? Int ?? -1
        let changed = (attributes?[.modificationDate] as? Date)?.timeIntervalSinceReferenceDate ?? 0
        return "\(path) \(file) \(size) \(changed)"
    }

    /// The file that a link leads to, over a few links at most: orchestrators change files by changing links.
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
