// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Reads a file descriptor line by line in batches, with memory bounded by the batch and the longest line allowed.
package struct LineReader: ~Copyable {
    /// A line longer than this is refused.
    package static let longestLine = 256 << 20

    package enum Failure: Error, Equatable, Sendable {
        case lineTooLong(line: Int)
        case unreadable(errno: Int32)
    }

    private let descriptor: Int32
    private var pending: [UInt8] = []
    private var isAtEnd = false
    /// The number of the next line, from 1.
    package private(set) var nextLine = 1

    /// Reads from `descriptor`, which stays the caller's.
    package init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// The next lines that are not empty, without line breaks, until about `bytes` were read; empty at the end.
    /// Empty lines count in `nextLine`, so they come back as empty arrays.
    package mutating func batch(bytes: Int = 4 << 20) throws(Failure) -> [[UInt8]] {
        while !isAtEnd {
            try fill(upTo: bytes)
            if let lineBreak = pending.lastIndex(of: UInt8(ascii: "\n")) {
                return take(through: lineBreak)
            }
            guard pending.count < Self.longestLine else { throw .lineTooLong(line: nextLine) }
        }
        guard !pending.isEmpty else { return [] }
        pending.append(UInt8(ascii: "\n"))
        return take(through: pending.count - 1)
    }

    private mutating func fill(upTo bytes: Int) throws(Failure) {
        let goal = pending.count + bytes
        while pending.count < goal, !isAtEnd {
            let (chunk, code) = Self.read(descriptor)
            guard code == 0 else { throw .unreadable(errno: code) }
            isAtEnd = chunk.isEmpty
            pending += chunk
        }
    }

    private mutating func take(through lineBreak: Int) -> [[UInt8]] {
        var lines = pending[...lineBreak].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        lines.removeLast()
        pending.removeSubrange(...lineBreak)
        nextLine += lines.count
        return lines.map { line in Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line) }
    }

    /// One read; an interrupted one is tried again.
    private static func read(_ descriptor: Int32) -> (bytes: [UInt8], errno: Int32) {
        var code: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
            var got = 0
            repeat {
                // The buffer is ours and as long as is said.
                got = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            } while got < 0 && errno == EINTR
            code = got < 0 ? errno : 0
            count = max(0, got)
        }
        return (bytes, code)
    }
}
