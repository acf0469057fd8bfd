// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Files and folders that only their owner may read: the root key, the vault's database, its backups.
///
/// An adapter over the C library: exclusive creation with a mode, and fsync of file and folder, are what a key that
/// must never be lost or overwritten needs, and Foundation offers neither.
package enum PrivateFile {
    package enum Failure: Error, Equatable, Sendable {
        /// There is no such file.
        case missing
        /// Others may read or write it, it belongs to somebody else, or it is a link.
        case exposed
        /// The system refused.
        case failed
    }

    private static let folderMode: mode_t = 0o700
    private static let fileMode: mode_t = 0o600
    private static let othersMask: mode_t = 0o077

    /// Makes the folder and those above it where missing (0700 for the folders made), and checks that it is private.
    package static func ensureFolder(_ path: String) throws(Failure) {
        var made = path.hasPrefix("/") ? "/" : ""
        for component in path.split(separator: "/") {
            made += component
            // Safe: the path is a Swift string that lives through the call.
            let status = unsafe mkdir(made, folderMode)
            guard status == 0 || errno == EEXIST else { throw .failed }
            made += "/"
        }
        try check(path, is: S_IFDIR)
    }

    /// Makes a file with these contents, whole and durable, unless one is there; returns whether it was made.
    ///
    /// The contents are written beside the place and linked to it, so that nobody ever sees half a file.
    package static func create(_ path: String, contents: [UInt8]) throws(Failure) -> Bool {
        let temporary = temporaryName(beside: path)
        // Safe: the path is a Swift string that lives through the call.
        defer { _ = unsafe unlink(temporary) }
        try write(contents, to: temporary)
        return try publish(temporary, as: path)
    }

    /// Gives a whole and durable file its name, unless a file has that name already; returns whether it did.
    package static func publish(_ temporary: String, as path: String) throws(Failure) -> Bool {
        // Safe: paths are Swift strings that live through the call.
        guard unsafe link(temporary, path) == 0 else {
            guard errno == EEXIST else { throw .failed }
            return false
        }
        try synchronizeFolder(of: path)
        return true
    }

    /// A name beside a path that nobody else uses.
    package static func temporaryName(beside path: String) -> String {
        "\(path).\(UInt64.random(in: .min ... .max)).new"
    }

    /// The contents of a private file of at most `limit` bytes.
    package static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        try check(path, is: S_IFREG)
        // Safe: the path and the buffer live through each call, and the count is the buffer's own.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw errno == ENOENT ? .missing : .failed }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: limit + 1)
        var length = 0
        while length < buffer.count {
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe Glibc.read(descriptor, $0.baseAddress?.advanced(by: length), $0.count - length)
            }
            guard count >= 0 || errno == EINTR else { throw .failed }
            if count == 0 { break }
            length += max(0, count)
        }
        guard length <= limit else { throw .failed }
        return Array(buffer.prefix(length))
    }

    /// Throws unless the path is a folder that only this user may enter.
    package static func checkFolder(_ path: String) throws(Failure) { try check(path, is: S_IFDIR) }

    /// Throws unless the path is a regular file that only this user may read and write.
    package static func checkFile(_ path: String) throws(Failure) { try check(path, is: S_IFREG) }

    /// Removes a file; one that is not there is removed already.
    package static func remove(_ path: String) throws(Failure) {
        // Safe: the path is a Swift string that lives through the call.
        guard unsafe unlink(path) == 0 || errno == ENOENT else { throw .failed }
    }

    /// The folder a path is in.
    package static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func check(_ path: String, is kind: mode_t) throws(Failure) {
        var status = stat()
        // Safe: the path lives through the call and `lstat` fills the structure it is given. Links are not followed.
        guard unsafe lstat(path, &status) == 0 else { throw errno == ENOENT ? .missing : .failed }
        guard status.st_mode & S_IFMT == kind, status.st_mode & othersMask == 0, status.st_uid == geteuid() else {
            throw .exposed
        }
    }

    static func write(_ contents: [UInt8], to path: String) throws(Failure) {
        // Safe: the path and the buffer live through each call, and the count is the buffer's own.
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, fileMode)
        guard descriptor >= 0 else { throw .failed }
        defer { close(descriptor) }
        var rest = contents[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else { throw .failed }
            rest = rest.dropFirst(max(0, count))
        }
        guard fsync(descriptor) == 0 else { throw .failed }
    }

    static func synchronizeFolder(of path: String) throws(Failure) {
        // Safe: the path is a Swift string that lives through the call.
        let descriptor = unsafe open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .failed }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .failed }
    }
}
