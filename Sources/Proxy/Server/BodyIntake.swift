// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// Takes a request's body in, whole, up to a limit.
///
/// What is over the limit is read and thrown away, because a client that is still sending does not read the answer; but
/// only up to eight times the limit, after which the connection ends.
struct BodyIntake {
    enum Outcome: Equatable {
        case whole([UInt8])
        /// Over the limit; the connection can go on.
        case tooLarge
        /// Far over the limit, or announced to be: the connection must end.
        case abandoned
        /// What came is no HTTP any more.
        case malformed
        /// The connection ended within the body.
        case cut
    }

    private let limit: Int
    private let isWanted: Bool
    private let announced: Int
    private var bytes: [UInt8] = []
    private var count = 0

    /// A body that is not `isWanted` is taken and thrown away, up to the limit. `announced`: the bytes that its head speaks of.
    init(limit: Int, isWanted: Bool, announced: Int?) {
        self.limit = limit
        self.isWanted = isWanted
        self.announced = announced ?? 0
    }

    /// Whether a caller who asks before it sends should send.
    var isWelcome: Bool { isWanted && announced <= limit }

    /// Takes the next part; what came of it, once that is certain.
    mutating func take(_ part: HTTPServerRequestPart) -> Outcome? {
        switch part {
        case .body(let buffer):
            if isWanted, bytes.isEmpty { bytes.reserveCapacity(min(max(announced, buffer.readableBytes), limit)) }
            count += buffer.readableBytes
            guard count <= (isWanted ? 8 : 1) * limit else { return .abandoned }
            if isWanted, count <= limit { bytes.append(contentsOf: buffer.readableBytesView) }
            return nil
        case .end: return count <= limit ? .whole(bytes) : .tooLarge
        case .head: return .cut
        }
    }
}

extension HTTPRequestHead {
    /// Whether the caller waits for a word before it sends the body (RFC 9110 §10.1.1).
    var expectsContinue: Bool {
        headers.first(name: "expect").map { $0.lowercased() == "100-continue" } ?? false
    }

    /// How long the body is, where the head says so.
    var announcedLength: Int? { headers.first(name: "content-length").flatMap { Int($0) } }
}
