// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import AsyncHTTPClient
import NIOCore
import NIOHTTP1
package import Telemetry

/// Asks a gateway for its metrics.
package struct MetricsClient: Sendable {
    /// Why there is no page, in a sentence without a full stop.
    package struct Failure: Error, Sendable, CustomStringConvertible {
        package let description: String
    }

    private let url: String
    private let http: HTTPClient

    /// The largest page that is read, in bytes.
    private static let limit = 16 * 1_024 * 1_024

    /// Lends a client for the admin address `base`, which is `http://HOST:PORT`.
    package static func run<Result>(
        base: String, _ body: (MetricsClient) async throws -> Result
    ) async throws -> Result {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(2)))
        configuration.connectionPool.retryConnectionEstablishment = false
        return try await HTTPClient.withHTTPClient(configuration: configuration) { http in
            try await body(MetricsClient(url: base + "/metrics", http: http))
        }
    }

    private init(url: String, http: HTTPClient) {
        self.url = url
        self.http = http
    }

    /// The page as it is now.
    package func page() async throws(Failure) -> MetricsPage {
        do {
            let response = try await http.execute(HTTPClientRequest(url: url), timeout: .seconds(5))
            guard response.status == .ok else {
                throw Failure(description: "\(url) answered with status \(response.status.code)")
            }
            let body = try await response.body.collect(upTo: Self.limit)
            return MetricsPage(String(decoding: body.readableBytesView, as: UTF8.self))
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(
                description: "nothing answers at \(url); is the gateway running, and is this its admin address?")
        }
    }
}
