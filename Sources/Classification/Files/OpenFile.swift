// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A regular file open for reading from its start; closed when it goes out of scope.
struct OpenFile: ~Copyable {
    private let descriptor: CInt
    let status: FileStatus

    /// `nil` if it cannot be opened or is no regular file: what was walked may since have become a pipe.
    init?(_ path: FilePath) {
        // The path is lent for the call and ends in a zero. Opening a pipe does not wait for a writer.
        let descriptor = unsafe open(path.terminated, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        var info = stat()
        let status = unsafe fstat(descriptor, &info) == 0 ? FileStatus(info) : nil
        guard let status, status.kind == .file else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
        self.status = status
    }

    deinit {
        close(descriptor)
    }

    /// The next bytes, at most `count`; empty at the end, `nil` if reading fails.
    mutating func read(_ count: Int) -> [UInt8]? {
        var failed = false
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            // The call writes at most `count` bytes, the buffer's size, and says how many.
            var result = unsafe Glibc.read(descriptor, buffer.baseAddress, count)
            while result < 0, errno == EINTR { result = unsafe Glibc.read(descriptor, buffer.baseAddress, count) }
            failed = result < 0
            filled = max(0, result)
        }
        return failed ? nil : bytes
    }
}
