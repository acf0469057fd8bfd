// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What the file system says of a path.
struct FileStatus {
    enum Kind { case file, folder, symbolicLink, other }

    /// Which file it is, under whatever name.
    struct Identity: Hashable {
        let device: UInt64
        let inode: UInt64
    }

    let kind: Kind
    let identity: Identity
    let size: Int

    /// `nil` if there is nothing at the path, or nothing that may be seen.
    init?(of path: FilePath, followsLink: Bool) {
        var info = stat()
        // The path is lent for the call and ends in a zero; `info` is written by the call.
        let status = unsafe followsLink ? stat(path.terminated, &info) : lstat(path.terminated, &info)
        guard status == 0 else { return nil }
        self.init(info)
    }

    init(_ info: stat) {
        switch info.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        case S_IFLNK: kind = .symbolicLink
        default: kind = .other
        }
        identity = Identity(device: UInt64(info.st_dev), inode: UInt64(info.st_ino))
        size = Int(info.st_size)
    }
}
