// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1
import NIOSSL

/// Posts bodies to one origin.
struct OriginClient: Sendable {
    private let pool: ConnectionPool
    private let connector: UpstreamConnector
    /// For all from asking for a connection to the head of the answer.
    let patience: Duration

    /// `url` is a base URL, or a whole one where nothing is added to it; `nil` where it is none. `roots` are trusted beside
    /// the system's.
    init?(
        _ url: String, proxy: HTTPProxy?, timeouts: UpstreamTimeouts, roots: [NIOSSLCertificate], rules: ConnectionRules
    ) {
        guard let origin = Origin(url) else { return nil }
        connector = UpstreamConnector(origin, proxy: proxy, timeout: timeouts.connect, roots: roots, rules: rules)
        pool = ConnectionPool(connector)
        patience = timeouts.connect + timeouts.firstByte
    }

    /// Returns at the head of the answer, whose body is to be pulled. `path` stands after that of the URL. Adds host and
    /// length.
    func post(
        _ body: ByteBuffer, to path: String, headers: HTTPHeaders
    ) async throws(UpstreamError) -> (head: HTTPResponseHead, body: UpstreamBody) {
        let deadline = NIODeadline.now() + TimeAmount(patience)
        var headers = headers
        headers.replaceOrAdd(name: "host", value: connector.origin.authority)
        headers.replaceOrAdd(name: "content-length", value: String(body.readableBytes))
        let head = HTTPRequestHead(
            version: .http1_1, method: .POST, uri: connector.target(path), headers: headers)
        return try await pool.connection().exchange(head, body: body, deadline: deadline)
    }

    /// Whether the origin answers a GET with anything but an error of its own, or, without a path, takes a connection.
    func answers(_ path: String?) async throws(UpstreamError) -> Bool {
        guard let path else {
            try await pool.tryOrigin()
            return true
        }
        let deadline = NIODeadline.now() + TimeAmount(patience)
        let connection = try await pool.connection()
        let headers: HTTPHeaders = ["host": connector.origin.authority, "accept-encoding": "identity"]
        let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: connector.target(path), headers: headers)
        return try await connection.exchange(head, body: ByteBuffer(), deadline: deadline).head.status.code < 500
    }

    func close() { pool.close() }
}
