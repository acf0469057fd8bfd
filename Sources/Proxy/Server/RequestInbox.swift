// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// What has come of a caller's requests and nobody has taken yet. Lives on the connection's event loop.
struct RequestInbox {
    /// Body bytes that may lie here before nothing more is read: what one read brings, and a little.
    private static let byteLimit = 64 * 1_024
    /// Parts that may: short requests that a caller sends ahead.
    private static let partLimit = 64

    private var parts = CircularBuffer<HTTPServerRequestPart>()
    private var bytes = 0

    /// Whether nothing more should be read.
    var isFull: Bool { bytes >= Self.byteLimit || parts.count >= Self.partLimit }

    var isEmpty: Bool { parts.isEmpty }

    mutating func append(_ part: HTTPServerRequestPart) {
        bytes += part.byteCount
        parts.append(part)
    }

    mutating func takeFirst() -> HTTPServerRequestPart? {
        let part = parts.popFirst()
        bytes -= part?.byteCount ?? 0
        return part
    }

    /// The head of the next request. What is left of the one before it is passed over.
    mutating func takeHead() -> HTTPRequestHead? {
        while let part = takeFirst() {
            if case .head(let head) = part { return head }
        }
        return nil
    }
}

extension HTTPServerRequestPart {
    fileprivate var byteCount: Int {
        switch self {
        case .body(let piece): piece.readableBytes
        case .head, .end: 0
        }
    }
}
