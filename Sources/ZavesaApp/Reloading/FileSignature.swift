// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// What files, and all files under folders, look like from outside: names, sizes, times of change. Cheap to compare, and
/// different after any edit.
struct FileSignature: Equatable, Sendable {
    private let lines: [String]

    init(of paths: [String]) {
        lines = paths.flatMap { path in
            let within = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
            return [Self.line(path)] + within.sorted().map { Self.line("\(path)/\($0)") }
        }
    }

    private static func line(_ path: String) -> String {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let size = attributes?[.size] as? Int ?? 0
        let changed = (attributes?[.modificationDate] as? Date)?.timeIntervalSinceReferenceDate ?? 0
        return "\(path) \(size) \(changed)"
    }
}
