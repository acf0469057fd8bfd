// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The names in a folder.
enum FolderEntries {
    /// Sorted by bytes, without `.` and `..`; `nil` if the folder cannot be read.
    static func names(in folder: FilePath) -> [[UInt8]]? {
        // The handle lives in this function alone; an entry is valid until the next call and is copied at once.
        guard let handle = unsafe opendir(folder.terminated) else { return nil }
        defer { unsafe closedir(handle) }
        var names: [[UInt8]] = []
        while let entry = unsafe readdir(handle) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                // A name ends in a zero and fits its member (POSIX `readdir`).
                unsafe Array(bytes.prefix { $0 != 0 })
            }
            if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
        }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }
}
