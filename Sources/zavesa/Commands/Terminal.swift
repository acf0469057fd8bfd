// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What the command line writes, and where.
enum Terminal {
    /// Whether standard output is a terminal.
    static var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 }
    /// Whether standard error is a terminal: progress goes there.
    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes bytes to standard output, all of them. `false` when nobody reads any more.
    @discardableResult
    static func write(_ bytes: [UInt8]) -> Bool { write(bytes, to: STDOUT_FILENO) }

    /// Writes a line to standard error.
    static func complain(_ text: String) { write(Array((text + "\n").utf8), to: STDERR_FILENO) }

    /// Writes bytes to standard error.
    static func complain(_ bytes: [UInt8]) { write(bytes, to: STDERR_FILENO) }

    /// Overwrites the progress line on standard error.
    static func progress(_ text: String) { write(Array(("\r\u{1B}[K" + text).utf8), to: STDERR_FILENO) }

    @discardableResult
    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var written = 0
        while written < bytes.count {
            // The pointer lives as long as the call, and the count is what is left of the buffer.
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count > 0 {
                written += count
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }
}
