// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import AsyncHTTPClient
import JSONText
import NIOCore
import NIOHTTP1
import PrivacyCore
import Proxy

/// Talks to a gateway as any application does, and keeps the conversation.
package struct DemoClient {
    /// Why the demo could not go on, in a sentence without a full stop.
    package struct Failure: Error, Sendable, CustomStringConvertible {
        package let description: String
    }

    private let base: String
    private let http: HTTPClient
    private var messages: [JSONValue] = []

    /// Lends a client for the gateway at `base`, which is `http://HOST:PORT`.
    package static func run<Result>(
        base: String, _ body: (inout DemoClient) async throws -> Result
    ) async throws -> Result {
        var configuration = HTTPClient.Configuration(timeout: .init(connect: .seconds(2)))
        configuration.connectionPool.retryConnectionEstablishment = false
        return try await HTTPClient.withHTTPClient(configuration: configuration) { http in
            var client = DemoClient(base: base, http: http)
            return try await body(&client)
        }
    }

    private init(base: String, http: HTTPClient) {
        self.base = base
        self.http = http
    }

    /// Whether a gateway with the demo model answers there.
    package func isServed() async -> Bool {
        guard let (status, body, _) = try? await send(HTTPClientRequest(url: base + "/v1/models")), status == 200 else {
            return false
        }
        return body.firstRange(of: Array("\"\(DemoModel.model)\"".utf8)) != nil
    }

    /// Says a line and waits for the answer.
    package mutating func say(_ line: DemoScript.Line) async throws -> DemoExchange {
        messages.append(.object([("role", "user"), ("content", .string(line.text))]))
        let body = JSONValue.object([
            ("model", .string(DemoModel.model)), ("messages", .array(messages)),
            ("metadata", .object([("zavesa_demo", "show")])),
        ])
        var request = HTTPClientRequest(url: base + "/v1/chat/completions")
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.body = .bytes(body.canonicalBytes())
        let (status, answer, id) = try await send(request)
        guard status == 200, let scan = try? JSONScan(answer), let got = Self.content(in: scan) else {
            throw Failure(description: "the gateway answered with status \(status)")
        }
        guard let account = DemoAccount(in: scan) else {
            throw Failure(description: "another model than the demo model answered")
        }
        messages.append(.object([("role", "assistant"), ("content", .string(got))]))
        return DemoExchange(line: line, left: account.received, said: account.said, got: got, request: id)
    }

    private func send(_ request: HTTPClientRequest) async throws -> (Int, [UInt8], RequestID) {
        let response = try await http.execute(request, timeout: .seconds(30))
        let body = try await response.body.collect(upTo: 1 << 22)
        let id = response.headers.first(name: "x-request-id") ?? ""
        return (Int(response.status.code), Array(body.readableBytesView), RequestID(rawValue: id))
    }

    private static func content(in scan: JSONScan) -> String? {
        scan.member("choices", of: 0).flatMap { scan.children(of: $0).first { _ in true } }
            .flatMap { scan.member("message", of: $0) }.flatMap { scan.member("content", of: $0) }
            .map { scan.string($0) }
    }
}
