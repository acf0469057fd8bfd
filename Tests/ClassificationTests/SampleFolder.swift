// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Classification
import FoundationEssentials
import Glibc
import PrivacyCore
import Testing
import ZavesaTesting

/// A folder of files for one test, and the classifier over it.
struct SampleFolder {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    var path: String { folder.path }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        let path = folder.file(name)
        let parent = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: path))
    }

    func write(_ name: String, _ text: String) throws {
        try write(name, Array(text.utf8))
    }

    func link(_ name: String, to target: String) throws {
        try #require(unsafe symlink(target, folder.file(name)) == 0)
    }

    func classify(
        _ options: ClassificationOptions = .init(), references: PathReference = .init()
    ) async -> ClassificationReport {
        await Classifier(engine: SampleDetector.engine, options: options, references: references)
            .classify(paths: [path])
    }

    /// Writes one file and classifies it.
    static func classify(
        _ bytes: [UInt8], _ options: ClassificationOptions = .init()
    ) async throws -> FileClassification {
        let sample = try Self()
        try sample.write("file", bytes)
        let report = await sample.classify(options)
        return try #require(report.files.first)
    }

    static func classify(
        _ text: String, _ options: ClassificationOptions = .init()
    ) async throws -> FileClassification {
        try await classify(Array(text.utf8), options)
    }
}

extension FileClassification {
    /// How often each type was found.
    var counts: [String: Int] { Dictionary(uniqueKeysWithValues: types.map { ($0.type.rawValue, $0.count) }) }
}
