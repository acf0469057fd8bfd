// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Reads JSON objects of which each stands on a line of its own; empty lines are nothing.
package struct LineDecoder: Sendable {
    private let maxLineBytes: Int
    private var line: [UInt8] = []

    package init(maxLineBytes: Int = 16 << 20) {
        self.maxLineBytes = maxLineBytes
    }

    /// Reads more bytes; returns the lines that are complete. Throws `.limit` for one that is too long.
    package mutating func consume(_ bytes: [UInt8]) throws(ProviderError) -> [ServerSentEventFrame] {
        var frames: [ServerSentEventFrame] = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            line.append(contentsOf: bytes[start..<end])
            guard line.count <= maxLineBytes else {
                throw ProviderError(code: .limit, expectation: "a stream event within the size limit")
            }
            if end < bytes.count { frames += finish() }
            start = end + 1
        }
        return frames
    }

    /// The stream has ended, or a line: returns it.
    package mutating func finish() -> [ServerSentEventFrame] {
        defer { line.removeAll(keepingCapacity: true) }
        if line.last == 0x0D { line.removeLast() }
        return line.isEmpty ? [] : [.event(ServerSentEvent(name: nil, data: line))]
    }
}
