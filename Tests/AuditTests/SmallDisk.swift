// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A small file system in memory, mounted over a folder: a real disk that really fills up. Needs root.
final class SmallDisk {
    private let path: String

    /// Whether this process may mount; tried once.
    static let isAvailable: Bool = {
        guard let folder = try? TemporaryFolder() else { return false }
        return (try? SmallDisk(at: folder.log, kibibytes: 64)) != nil
    }()

    init(at path: String, kibibytes: Int) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let options = "size=\(kibibytes)k,mode=0700"
        try Tool.run("/usr/bin/mount", ["-t", "tmpfs", "-o", options, "zavesa-test", path])
    }

    deinit { _ = try? Tool.run("/usr/bin/umount", ["-l", path]) }

    /// Fills the disk, runs `body`, and makes room again.
    func whileFull<Result>(_ body: () throws -> Result) throws -> Result {
        try fill()
        defer { empty() }
        return try body()
    }

    /// Leaves no free byte.
    func fill() throws {
        let filler = "\(path)/filler"
        _ = FileManager.default.createFile(atPath: filler, contents: nil)
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: filler))
        for size in [65536, 4096, 1] { while (try? handle.write(contentsOf: Data(count: size))) != nil {} }
        try handle.close()
    }

    /// Gives the room back.
    func empty() { try? FileManager.default.removeItem(atPath: "\(path)/filler") }
}

/// Runs a program of the system.
enum Tool {
    struct Failure: Error { let status: Int32, output: String }

    /// What the program printed; throws when it fails.
    @discardableResult
    static func run(_ path: String, _ arguments: [String]) throws -> String {
        let (status, output) = try status(path, arguments)
        guard status == 0 else { throw Failure(status: status, output: output) }
        return output
    }

    /// The exit status and what the program printed.
    static func status(_ path: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}
