// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Glibc

extension PrivateFile {
    /// Puts these contents in the place of a file's, or makes it: whoever reads sees the old ones or the new ones, whole, also
    /// after a crash (rename(2) is atomic, and file and folder are synchronised).
    package static func replace(_ path: String, contents: [UInt8]) throws(Failure) {
        let temporary = temporaryName(beside: path)
        // Safe: paths are Swift strings that live through the call.
        defer { _ = unsafe unlink(temporary) }
        try write(contents, to: temporary)
        guard unsafe rename(temporary, path) == 0 else { throw .failed }
        try synchronizeFolder(of: path)
    }

    /// Runs `body` while no other process runs one with the same lock file, which is made where missing. Waits its turn.
    package static func withLock<Result, Error: Swift.Error>(
        _ path: String, _ body: () throws(Error) -> Result
    ) throws(LockedFailure<Error>) -> Result {
        // Safe: the path is a Swift string that lives through the call.
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .lock }
        // Closing gives the lock back.
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw .lock }
        }
        do throws(Error) {
            return try body()
        } catch {
            throw .body(error)
        }
    }

    /// What went wrong under a lock.
    package enum LockedFailure<Cause: Swift.Error>: Swift.Error {
        case lock
        case body(Cause)
    }
}
