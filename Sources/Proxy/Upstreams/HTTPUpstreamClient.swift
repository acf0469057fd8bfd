// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import AsyncHTTPClient
import NIOCore
import NIOExtras
import NIOHTTP1
import NIOPosix
package import NIOSSL
package import PrivacyCore
import Pseudonymization

/// An upstream reached over HTTP/1.1, on the event loop of the caller's own connection.
///
/// Redirects are not followed (they could lead to another country); answers are asked for uncompressed, because a
/// compressed stream cannot be scanned.
package struct HTTPUpstreamClient: UpstreamClient {
    /// The key; `nil` for an upstream that asks for none.
    private let key: Sensitive<String>?
    private let keyHeader: KeyHeader
    private let timeouts: UpstreamTimeouts
    /// `nil` where the base URL is none.
    private let pool: ConnectionPool?

    /// How an upstream is told its key.
    package enum KeyHeader: Sendable {
        /// `authorization: Bearer KEY`
        case bearer
        /// `x-api-key: KEY`
        case apiKey
    }

    /// `baseURL` includes the version path: `https://api.example.org/v1`. `additionalRoots` are the certificates of
    /// `ca_file`, trusted beside the system's.
    package init(
        baseURL: String, key: Sensitive<String>?, keyHeader: KeyHeader = .bearer, timeouts: UpstreamTimeouts,
        additionalRoots: [NIOSSLCertificate] = [], proxy: HTTPProxy? = nil
    ) {
        self.key = key
        self.keyHeader = keyHeader
        self.timeouts = timeouts
        pool = Origin(baseURL).map {
            ConnectionPool(UpstreamConnector($0, proxy: proxy, timeout: timeouts.connect, roots: additionalRoots))
        }
    }

    package func send(_ request: RecordedRequest) async throws(UpstreamError) -> UpstreamResponse {
        guard let pool else { throw UpstreamError(.connect) }
        let deadline = NIODeadline.now() + TimeAmount(timeouts.connect) + TimeAmount(timeouts.firstByte)
        let connection = try await pool.connection()
        let answer = try await connection.exchange(
            head(of: request, pool.connector), body: ByteBuffer(bytes: request.request.body), deadline: deadline)
        return UpstreamResponse(
            status: Int(answer.head.status.code), contentType: answer.head.headers.first(name: "content-type"),
            retryAfter: answer.head.headers.first(name: "retry-after").flatMap(Int.init), body: answer.body)
    }

    package func shutdown() async { pool?.close() }

    private func head(of request: RecordedRequest, _ connector: UpstreamConnector) -> HTTPRequestHead {
        let sanitized = request.request
        var headers: HTTPHeaders = ["host": connector.origin.authority]
        for header in sanitized.headers { headers.add(name: header.name, value: header.value) }
        headers.replaceOrAdd(name: "accept-encoding", value: "identity")
        headers.replaceOrAdd(name: "content-length", value: String(sanitized.body.count))
        key?.expose { key in
            switch keyHeader {
            case .bearer: headers.replaceOrAdd(name: "authorization", value: "Bearer \(key)")
            case .apiKey: headers.replaceOrAdd(name: "x-api-key", value: key)
            }
        }
        return HTTPRequestHead(
            version: .http1_1, method: .POST, uri: connector.target(sanitized.target), headers: headers)
    }
}

extension UpstreamError {
    /// What another library's error means here; its text stays behind.
    init(_ error: any Error) {
        switch error {
        case let error as UpstreamError: self = error
        case let error as HTTPClientError: self.init(Self.code(of: error))
        case is CancellationError: self.init(.cancelled)
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: self.init(.tls)
        case let error as HTTPParserError: self.init(error == .invalidEOFState ? .disconnected : .malformed)
        case is NIOHTTP1ProxyConnectHandler.Error: self.init(.connect)
        case is NIOConnectionError, is IOError, is ChannelError: self.init(.connect)
        default: self.init(.disconnected)
        }
    }

    private static func code(of error: HTTPClientError) -> Code {
        switch error {
        case .cancelled: .cancelled
        case .deadlineExceeded, .readTimeout, .writeTimeout: .timeout
        case .remoteConnectionClosed, .uncleanShutdown, .requestStreamCancelled, .bodyLengthMismatch: .disconnected
        case .tlsHandshakeTimeout: .tls
        case .connectTimeout, .getConnectionFromPoolTimeout, .httpProxyHandshakeTimeout, .socksHandshakeTimeout,
            .proxyAuthenticationRequired, .invalidProxyResponse, .alreadyShutdown:
            .connect
        default: .malformed
        }
    }
}
