// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// A private folder for one test, removed with the value that owns it.
package final class TemporaryFolder: Sendable {
    /// The folder's path.
    package let path: String

    /// Makes the folder, 0700.
    package init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "zavesa-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// A path inside the folder.
    package func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Every byte of every file in the folder and below: what a thief of the disk would read.
    package func allBytes() throws -> [UInt8] {
        var bytes: [UInt8] = []
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
            guard let data = FileManager.default.contents(atPath: file(name)) else { continue }
            bytes.append(contentsOf: data)
        }
        return bytes
    }
}
