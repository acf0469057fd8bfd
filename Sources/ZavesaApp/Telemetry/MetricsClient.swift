// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
package import PrivacyCore
package import Telemetry

/// Asks the admin listener of a gateway for its metrics, and for how its budgets stand.
package struct MetricsClient: Sendable {
    /// Why there is no page, in a sentence without a full stop.
    package struct Failure: Error, Sendable, CustomStringConvertible {
        package let description: String
    }

    private let base: String
    private let key: Sensitive<String>?
    private let http: HTTPClient

    /// The largest page that is read, in bytes.
    private static let limit = 16 * 1_024 * 1_024

    /// Lends a client for the admin address `base`, which is `http://HOST:PORT`; `key` is for a listener that asks for one.
    package static func run<Result>(
        base: String, key: Sensitive<String>? = nil, _ body: (MetricsClient) async throws -> Result
    ) async throws -> Result {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(2)))
        configuration.connectionPool.retryConnectionEstablishment = false
        return try await HTTPClient.withHTTPClient(configuration: configuration) { http in
            try await body(MetricsClient(base: base, key: key, http: http))
        }
    }

    private init(base: String, key: Sensitive<String>?, http: HTTPClient) {
        self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
        self.key = key
        self.http = http
    }

    /// The page as it is now.
    package func page() async throws(Failure) -> MetricsPage {
        MetricsPage(String(decoding: try await body(of: "/metrics"), as: UTF8.self))
    }

    /// How the budgets stand.
    package func budgets() async throws(Failure) -> [BudgetLine] {
        do {
            return try JSONDecoder().decode(BudgetLine.Page.self, from: Data(try await body(of: "/limits"))).budgets
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(description: "what answers at \(base)/limits is no gateway of this version")
        }
    }

    private func body(of path: String) async throws(Failure) -> [UInt8] {
        let url = base + path
        do {
            var request = HTTPClientRequest(url: url)
            key?.expose { request.headers.add(name: "authorization", value: "Bearer \($0)") }
            let response = try await http.execute(request, timeout: .seconds(5))
            guard response.status == .ok else {
                throw Failure(description: "\(url) answered with status \(response.status.code)")
            }
            return Array(try await response.body.collect(upTo: Self.limit).readableBytesView)
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(
                description: "nothing answers at \(url); is the gateway running, and is this its admin address?")
        }
    }
}
