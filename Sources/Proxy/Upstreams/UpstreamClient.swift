// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import NIOCore

/// Sends a request to one upstream.
///
/// Contract: takes only what the guard has seen and the audit log holds (P1, P5); adds host, length and its own
/// credentials, and no other header; returns at the first byte of the answer; throws only before that byte, so that a
/// caller may try the next upstream; cancelling the task ends the exchange at once. What may differ: transport, and how
/// pieces of the body are cut.
package protocol UpstreamClient: Sendable {
    func send(_ request: RecordedRequest) async throws(UpstreamError) -> UpstreamResponse
    /// Looks whether the upstream lives, without a request of anybody's: asks for a path after the base URL, or for a
    /// connection alone where that is `nil`. Sends neither key nor data.
    func probe(_ path: String?) async -> Bool
    /// Ends what it holds open; called once, after the last request.
    func shutdown() async
}

extension UpstreamClient {
    /// What lives in this process lives.
    package func probe(_ path: String?) async -> Bool { true }
}

/// An answer whose body is still to come.
package struct UpstreamResponse: Sendable {
    package let status: Int
    /// The value of `content-type`, as it came.
    package let contentType: String?
    /// Whether the body comes as it is; a compressed one cannot be read, and was not asked for.
    package let isPlain: Bool
    /// The value of `retry-after`, kept only if it is a number of seconds.
    package let retryAfter: Int?
    package let body: UpstreamBody

    package init(
        status: Int, contentType: String?, isPlain: Bool = true, retryAfter: Int? = nil, body: UpstreamBody
    ) {
        self.status = status
        self.contentType = contentType
        self.isPlain = isPlain
        self.retryAfter = retryAfter
        self.body = body
    }
}

/// The pieces of an answer, pulled one by one: whoever does not pull holds the sender back.
package struct UpstreamBody: Sendable {
    /// Gives the next piece, `nil` at the end.
    package typealias Next = () async throws(UpstreamError) -> ByteBuffer?

    private let begin: @Sendable () -> Next
    private let end: @Sendable () -> Void

    /// `begin` is called once and returns the puller; `end` is called when the pieces take too long, and makes whoever pulls
    /// one get `.timeout`.
    package init(_ begin: @escaping @Sendable () -> Next, onExpiry end: @escaping @Sendable () -> Void = {}) {
        self.begin = begin
        self.end = end
    }

    /// Ends it because it takes too long.
    package func expire() { end() }

    /// The function that gives the next piece, `nil` at the end. To be called once.
    package func pieces() -> Next { begin() }
}

/// Why an upstream gave no answer, or only a part of one. Holds no foreign text.
package struct UpstreamError: Error, Equatable, Sendable {
    /// What went wrong; also a metric label.
    package enum Code: String, Sendable, CaseIterable {
        /// No connection: refused, unreachable, name not found, proxy.
        case connect
        /// The certificate or the handshake was not accepted.
        case tls
        /// The connection led to an address outside those that the operator named.
        case address
        /// The server's key is none that the operator knows.
        case pin
        /// A time-out before the first byte.
        case timeout
        /// The connection ended in the middle.
        case disconnected
        /// No token was given for the key.
        case credentials
        /// Not HTTP as it should be.
        case malformed
        /// The task was cancelled.
        case cancelled
    }

    package let code: Code

    package init(_ code: Code) {
        self.code = code
    }

    /// Whether nothing of the request can have reached whoever does the work.
    var isBeforeSending: Bool {
        switch code {
        case .connect, .tls, .address, .pin, .credentials: true
        case .timeout, .disconnected, .malformed, .cancelled: false
        }
    }
}
