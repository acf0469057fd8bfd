// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A system call that failed; holds its error number.
struct PosixError: Error, Equatable, Sendable {
    let number: Int32

    /// The error of the call that has just failed.
    static var current: PosixError { PosixError(number: errno) }
    /// The file exists already.
    static let exists = PosixError(number: EEXIST)
    /// The file is not the one that was opened: removed, or changed by somebody else.
    static let displaced = PosixError(number: ESTALE)
    /// Somebody else holds the lock.
    static let locked = PosixError(number: EWOULDBLOCK)
}

/// An open file that closes itself.
///
/// The adapter to the C library for this module: each `unsafe` below lends a buffer or a path to one call that does
/// not keep it. A class because it owns the descriptor; sendable because the descriptor never changes and the kernel
/// orders the calls.
final class PosixFile: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { _ = Glibc.close(descriptor) }

    /// Opens a file for appending, private to its owner, and creates it when `create` is set.
    static func appending(to path: String, create: Bool) throws(PosixError) -> PosixFile {
        try open(path, O_RDWR | O_APPEND | (create ? O_CREAT | O_EXCL : 0))
    }

    /// Opens a file for reading.
    static func reading(_ path: String) throws(PosixError) -> PosixFile { try open(path, O_RDONLY) }

    /// Opens a file that serves only as a lock.
    static func lock(_ path: String) throws(PosixError) -> PosixFile { try open(path, O_RDWR | O_CREAT) }

    /// Opens a folder, to synchronise its entries.
    static func folder(_ path: String) throws(PosixError) -> PosixFile { try open(path, O_RDONLY | O_DIRECTORY) }

    private static func open(_ path: String, _ flags: Int32) throws(PosixError) -> PosixFile {
        // Lends the path's bytes to open(2).
        let descriptor = unsafe Glibc.open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .current }
        return PosixFile(descriptor: descriptor)
    }

    /// Writes all bytes at the end.
    func append(_ bytes: [UInt8]) throws(PosixError) {
        var written = 0
        while written < bytes.count {
            // Lends the rest of the array to write(2).
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count < 0 {
                guard errno == EINTR else { throw .current }
            } else {
                written += count
            }
        }
    }

    /// Reads on from where the last read ended: at most `count` bytes, none at the end.
    func read(upTo count: Int) throws(PosixError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        while true {
            // Lends the array to read(2), which fills at most its length.
            let read = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            }
            if read >= 0 {
                bytes.removeLast(count - read)
                return bytes
            }
            guard errno == EINTR else { throw .current }
        }
    }

    /// Moves the place of the next read.
    func seek(to offset: Int64) throws(PosixError) {
        guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else { throw .current }
    }

    /// Returns when the data, and the length that goes with it, are on the disk.
    func synchronizeData() throws(PosixError) {
        guard fdatasync(descriptor) == 0 else { throw .current }
    }

    /// Returns when data and all attributes are on the disk; for a folder, its entries.
    func synchronize() throws(PosixError) {
        guard fsync(descriptor) == 0 else { throw .current }
    }

    /// Cuts the file to a length.
    func truncate(to size: Int64) throws(PosixError) {
        guard ftruncate(descriptor, off_t(size)) == 0 else { throw .current }
    }

    /// The file's length in bytes, and how many names lead to it.
    func status() throws(PosixError) -> (size: Int64, links: Int) {
        var status = stat()
        // Lends the structure to fstat(2).
        guard unsafe fstat(descriptor, &status) == 0 else { throw .current }
        return (Int64(status.st_size), Int(status.st_nlink))
    }

    /// Takes the lock of the whole file if nobody else holds it; it is given back when the file closes.
    func tryLock(shared: Bool) -> Bool { flock(descriptor, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 }

    /// Takes the lock for a writer, and tries again for a second: a verifier that looks whether the log is in use, or a
    /// predecessor that is just ending, holds it for a moment.
    func lockForWriting() -> Bool {
        for _ in 0..<100 {
            if tryLock(shared: false) { return true }
            usleep(10_000)
        }
        return false
    }
}
