// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL
import PrivacyCore
import Telemetry

/// Posts one export to a collector: again after what may pass, never without end (OTLP 1.x, "OTLP/HTTP Response").
struct OTLPSender {
    enum Outcome: String {
        case sent
        /// The collector does not want it: sending it again changes nothing.
        case refused
        /// No try succeeded.
        case failed
    }

    let client: HTTPClient
    let endpoint: String
    let headers: OTLPHeaders
    /// The pause after the first try; each next one is twice as long.
    let pause: Duration

    /// How often an export is sent at most.
    private static let maxTries = 5
    /// The longest pause, also where a collector asks for a longer one.
    private static let longestPause = Duration.seconds(30)
    private static let timeout = TimeAmount.seconds(10)
    /// For a process that is about to end.
    private static let lastTimeout = TimeAmount.seconds(3)
    /// The statuses that say "later".
    private static let passing: Set<Int> = [429, 502, 503, 504]

    /// `isLast` sends it once: the process is about to end.
    func send(_ body: [UInt8], to path: String, isLast: Bool) async -> Outcome {
        var pause = pause
        for attempt in 1...Self.maxTries {
            let (outcome, wish) = await post(body, to: path, within: isLast ? Self.lastTimeout : Self.timeout)
            guard outcome == .failed, attempt < Self.maxTries, !isLast, !Task.isCancelled else { return outcome }
            // Those who were sent away at the same moment do not come back at the same moment.
            let wait = max(pause * Double.random(in: 0.5...1.5), wish ?? .zero)
            guard (try? await Task.sleep(for: min(wait, Self.longestPause))) != nil else { return .failed }
            pause = pause * 2
        }
        return .failed
    }

    /// One try; `failed` may be tried again, after the time that the collector wishes.
    private func post(
        _ body: [UInt8], to path: String, within timeout: TimeAmount
    ) async -> (Outcome, after: Duration?) {
        var request = HTTPClientRequest(url: endpoint + path)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        for field in headers.fields { field.value.expose { request.headers.replaceOrAdd(name: field.name, value: $0) } }
        request.body = .bytes(body)
        guard let response = try? await client.execute(request, timeout: timeout) else { return (.failed, nil) }
        // Read, so that the connection can be used again; what it says is the collector's business.
        _ = try? await response.body.collect(upTo: 64 * 1_024)
        let status = Int(response.status.code)
        switch status {
        case 200..<300: return (.sent, nil)
        case _ where Self.passing.contains(status):
            let seconds = response.headers.first(name: "retry-after").flatMap { Int($0) }
            return (.failed, seconds.map { .seconds(min(max($0, 0), 3_600)) })
        default: return (.refused, nil)
        }
    }
}
