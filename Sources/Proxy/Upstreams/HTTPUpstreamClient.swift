// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
package import NIOSSL
package import PrivacyCore
import Pseudonymization

/// An upstream reached over HTTP, by async-http-client.
///
/// TLS is verified for every `https` URL and there is no switch against it; redirects are not followed (they could lead
/// to another country); answers are asked for uncompressed, because a compressed stream cannot be scanned.
package struct HTTPUpstreamClient: UpstreamClient {
    /// The base URL without a final slash, version path included: `https://api.example.org/v1`.
    private let baseURL: String
    /// The key; `nil` for an upstream that asks for none.
    private let key: Sensitive<String>?
    private let keyHeader: KeyHeader
    private let timeouts: UpstreamTimeouts
    private let client: HTTPClient

    /// How an upstream is told its key.
    package enum KeyHeader: Sendable {
        /// `authorization: Bearer KEY`
        case bearer
        /// `x-api-key: KEY`
        case apiKey
    }

    /// `additionalRoots` are the certificates of `ca_file`, trusted beside the system's.
    package init(
        baseURL: String, key: Sensitive<String>?, keyHeader: KeyHeader = .bearer, timeouts: UpstreamTimeouts,
        additionalRoots: [NIOSSLCertificate] = [], proxy: HTTPProxy? = nil
    ) {
        self.baseURL = baseURL
        self.key = key
        self.keyHeader = keyHeader
        self.timeouts = timeouts
        var tls = TLSConfiguration.makeClientConfiguration()
        if !additionalRoots.isEmpty { tls.additionalTrustRoots = [.certificates(additionalRoots)] }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(connect: TimeAmount(timeouts.connect)),
            proxy: proxy.map { .server(host: $0.host, port: $0.port) }, decompression: .disabled)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1_024
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    package func send(_ request: RecordedRequest) async throws(UpstreamError) -> UpstreamResponse {
        do {
            let deadline = NIODeadline.now() + TimeAmount(timeouts.connect) + TimeAmount(timeouts.firstByte)
            let response = try await client.execute(outgoing(request), deadline: deadline)
            return UpstreamResponse(
                status: Int(response.status.code), contentType: response.headers.first(name: "content-type"),
                isPlain: response.headers[canonicalForm: "content-encoding"].allSatisfy {
                    $0.lowercased() == "identity"
                },
                retryAfter: response.headers.first(name: "retry-after").flatMap(Int.init),
                body: Self.body(of: response))
        } catch {
            throw UpstreamError(error)
        }
    }

    package func shutdown() async {
        // A connection that does not close cleanly is closed by the end of the process.
        try? await client.shutdown()
    }

    private func outgoing(_ request: RecordedRequest) -> HTTPClientRequest {
        let sanitized = request.request
        var outgoing = HTTPClientRequest(url: baseURL + sanitized.target)
        outgoing.method = .POST
        for header in sanitized.headers { outgoing.headers.add(name: header.name, value: header.value) }
        outgoing.headers.replaceOrAdd(name: "accept-encoding", value: "identity")
        key?.expose { key in
            switch keyHeader {
            case .bearer: outgoing.headers.replaceOrAdd(name: "authorization", value: "Bearer \(key)")
            case .apiKey: outgoing.headers.replaceOrAdd(name: "x-api-key", value: key)
            }
        }
        outgoing.body = .bytes(sanitized.body, length: .known(Int64(sanitized.body.count)))
        return outgoing
    }

    private static func body(of response: HTTPClientResponse) -> UpstreamBody {
        UpstreamBody {
            var iterator = response.body.makeAsyncIterator()
            return { () async throws(UpstreamError) -> ByteBuffer? in
                do { return try await iterator.next(isolation: #isolation) } catch { throw UpstreamError(error) }
            }
        }
    }
}

extension UpstreamError {
    /// What another library's error means here; its text stays behind.
    init(_ error: any Error) {
        switch error {
        case let error as HTTPClientError: self.init(Self.code(of: error))
        case is CancellationError: self.init(.cancelled)
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: self.init(.tls)
        case is HTTPParserError: self.init(.malformed)
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
