// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// The pieces of one answer between the connection that reads them and whoever pulls them. Lives on the connection's
/// event loop, and only there.
final class AnswerBuffer {
    typealias Piece = Result<ByteBuffer?, UpstreamError>

    private var pieces = CircularBuffer<ByteBuffer>()
    private var waiter: CheckedContinuation<Piece, Never>?
    /// What comes after the pieces: the end, or why there is none.
    private var ending: Piece?

    /// Whether the reader may go on: nothing lies here unread.
    var isHungry: Bool { pieces.isEmpty && ending == nil }
    var isEnded: Bool { ending != nil }

    func append(_ piece: ByteBuffer) {
        if let waiter = waiter.take() {
            waiter.resume(returning: .success(piece))
        } else {
            pieces.append(piece)
        }
    }

    /// Only the first ending counts.
    func end(_ ending: Piece) {
        guard self.ending == nil else { return }
        self.ending = ending
        waiter.take()?.resume(returning: ending)
    }

    /// Gives the next piece as soon as there is one. There is one puller, who waits for each piece.
    func pull(_ continuation: CheckedContinuation<Piece, Never>) {
        if let piece = pieces.popFirst() {
            continuation.resume(returning: .success(piece))
        } else if let ending {
            continuation.resume(returning: ending)
        } else {
            waiter = continuation
        }
    }
}
