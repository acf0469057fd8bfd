// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import CLinux
import Glibc

/// Where a path leads once every link is followed, and what kind of file system that is on.
///
/// An adapter to the C library: each `unsafe` lends a path to one call that does not keep it.
struct RealPlace: Sendable, Equatable {
    /// Absolute, without links. What does not exist yet stands where it would be made.
    let path: String
    let fileSystem: FileSystemKind

    init(path: String, fileSystem: FileSystemKind) {
        self.path = path
        self.fileSystem = fileSystem
    }

    /// `nil` where that cannot be seen: a link that leads nowhere, or a folder that this user may not look into.
    init?(of path: String) {
        var existing = path.isEmpty ? "." : path
        var missing: [String] = []
        while true {
            while existing.count > 1, existing.hasSuffix("/") { existing.removeLast() }
            if let real = Self.resolved(existing) {
                guard let kind = Self.fileSystem(of: real) else { return nil }
                let rest = missing.reversed().map { "/" + $0 }.joined()
                self.init(path: (real == "/" && !rest.isEmpty ? "" : real) + rest, fileSystem: kind)
                return
            }
            // A link that leads nowhere is not the same as nothing: it may lead somewhere tomorrow.
            guard errno == ENOENT, !Self.exists(existing), existing != "." else { return nil }
            let slash = existing.lastIndex(of: "/")
            let name = String(slash.map { existing[existing.index(after: $0)...] } ?? existing[...])
            guard name != "..", name != "." else { return nil }
            missing.append(name)
            existing = slash.map { $0 == existing.startIndex ? "/" : String(existing[..<$0]) } ?? "."
        }
    }

    private static func resolved(_ path: String) -> String? {
        guard let real = unsafe realpath(path, nil) else { return nil }
        // Safe: realpath(3) gave this text to us, whole, and it is ours to free.
        defer { unsafe free(real) }
        return unsafe String(cString: real)
    }

    private static func exists(_ path: String) -> Bool {
        var status = stat()
        // Safe: lstat fills the structure it is given.
        return unsafe lstat(path, &status) == 0
    }

    private static func fileSystem(of path: String) -> FileSystemKind? {
        var status = statfs()
        // Safe: statfs fills the structure it is given.
        guard unsafe statfs(path, &status) == 0 else { return nil }
        return FileSystemKind(magic: UInt32(truncatingIfNeeded: status.f_type))
    }
}
