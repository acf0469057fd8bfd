// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What the log asks of a folder; an adapter to the C library like `PosixFile`.
enum PosixFolder {
    /// Creates the folder, private to its owner, with the folders above it; one that exists stays as it is.
    static func create(_ path: String) throws(PosixError) {
        var partial = path.hasPrefix("/") ? "" : "."
        for name in path.split(separator: "/") {
            partial += "/\(name)"
            // Lends the path's bytes to mkdir(2).
            guard unsafe mkdir(partial, 0o700) == 0 || errno == EEXIST else { throw .current }
        }
    }

    /// The names in a folder, in no order.
    static func names(in path: String) throws(PosixError) -> [String] {
        // Lends the path's bytes to opendir(3); the stream is closed below and used by nobody else.
        guard let stream = unsafe opendir(path) else { throw .current }
        defer { unsafe _ = closedir(stream) }
        var names: [String] = []
        // An entry is valid until the next call; its name is copied before.
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            names.append(name)
        }
        return names
    }

    /// Returns when the folder's entries are on the disk.
    static func synchronize(_ path: String) throws(PosixError) {
        try PosixFile.folder(path).synchronize()
    }
}
