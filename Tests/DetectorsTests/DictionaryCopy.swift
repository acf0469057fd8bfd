// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import Foundation
import Testing

/// The shipped tables, types and names with dictionaries of a test's own, in a folder that goes when it was read.
enum DictionaryCopy {
    /// - Parameters:
    ///   - files: by path below `dictionaries/`.
    ///   - own: by path below an operator's own folder; empty: there is none.
    static func load(_ files: [String: String], own: [String: String] = [:]) throws -> DetectorLibrary {
        let manager = FileManager.default
        let root = manager.temporaryDirectory.path() + "/zavesa-dictionaries-\(UInt64.random(in: 0 ... .max))"
        defer { try? manager.removeItem(atPath: root) }
        try manager.createDirectory(atPath: "\(root)/dictionaries", withIntermediateDirectories: true)
        for part in ["entities", "tables", "names", "models", "addresses", "organisations", "places", "notes"] {
            try manager.copyItem(
                atPath: "\(ShippedDictionaries.resources)/dictionaries/\(part)", toPath: "\(root)/dictionaries/\(part)")
        }
        for (path, text) in files { try write(text, to: "\(root)/dictionaries/\(path)") }
        for (path, text) in own { try write(text, to: "\(root)/own/\(path)") }
        return try DetectorLibrary.load(resources: root, own: own.isEmpty ? nil : "\(root)/own")
    }

    private static func write(_ text: String, to path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: path))
    }
}
