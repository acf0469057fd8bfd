// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Proxy
import Telemetry
import Testing
import Vault
import ZavesaTesting

/// Spans and metrics reach a collector, and requests never wait for one.
@Suite struct OTLPExportTests {
    private static let chat =
        #"{"model":"zavesa-demo","messages":[{"role":"user","content":"Write to o.kuznetsova@example.ru"}]}"#
    private static let value = LeakProbe([Array("o.kuznetsova@example.ru".utf8)])

    private func yaml(_ collector: RecordingUpstream, _ more: String = "") -> String {
        "telemetry: {otlp: {endpoint: \"http://127.0.0.1:\(collector.port)\", interval: 50ms\(more)}}"
    }

    /// The first request to a path of the collector that holds a text.
    private func export(to path: String, with text: String, at collector: RecordingUpstream) async -> ReceivedRequest {
        while true {
            if let found = collector.requests.first(where: { $0.target == path && $0.bodyText.contains(text) }) {
                return found
            }
            await Task.yield()
        }
    }

    /// A request that is answered.
    private func ask(_ gateway: TestGateway) async throws {
        let answer = try await RawClient.connect(to: gateway.port) { try await $0.exchange(Self.chat) }
        #expect(answer.status == 200)
    }

    @Test func spansAndMetricsArriveAsJSON() async throws {
        let folder = try TemporaryFolder()
        #expect(try PrivateFile.create(folder.file("headers"), contents: Array("# key\nx-collector-key: abc\n".utf8)))
        try await RecordingUpstream.run(answering: { _ in [.json("{}")] }) { collector in
            try await TestGateway.run(yaml: yaml(collector, ", headers_file: \(folder.file("headers"))")) { gateway in
                try await ask(gateway)
                let traces = await export(to: "/v1/traces", with: "POST /v1/chat/completions", at: collector)
                #expect(traces.header("content-type") == "application/json")
                #expect(traces.header("x-collector-key") == "abc")
                let metrics = await export(to: "/v1/metrics", with: "gen_ai.server.request.duration", at: collector)
                for request in [traces, metrics] {
                    let export = try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any]
                    #expect(export?.count == 1)
                }
                #expect(metrics.bodyText.contains(#""name":"zavesa_pii_entities_total""#))
                #expect(Self.value.leaks(in: collector.receivedBytes).isEmpty)
            }
        }
    }

    @Test func whatTheCollectorHasNoTimeForIsSentAgain() async throws {
        let busy: RecordingUpstream.Script = { _ in [.json("{}", status: "503 Service Unavailable")] }
        try await RecordingUpstream.run(answering: busy) { collector in
            try await TestGateway.run(yaml: yaml(collector)) { gateway in
                try await ask(gateway)
                let first = await export(to: "/v1/traces", with: "POST /v1/chat/completions", at: collector)
                while collector.requests.count(where: { $0.body == first.body }) < 3 { await Task.yield() }
            }
        }
    }

    @Test func whatTheCollectorDoesNotWantIsDroppedAndCounted() async throws {
        let strict: RecordingUpstream.Script = { _ in [.json("{}", status: "400 Bad Request")] }
        try await RecordingUpstream.run(answering: strict) { collector in
            try await TestGateway.run(yaml: yaml(collector)) { gateway in
                try await ask(gateway)
                let export = gateway.gateway.metrics.export
                while export.droppedSpans.value() < 5 { await Task.yield() }
                #expect(export.exports.value("traces", "refused") >= 1)
                let traces = collector.requests.filter { $0.target == "/v1/traces" }
                #expect(Set(traces.map(\.body)).count == traces.count)
            }
        }
    }

    @Test func requestsAreAnsweredWhereNoCollectorIs() async throws {
        let closed = try await RecordingUpstream.run(answering: { _ in [] }) { $0.port }
        let yaml = "telemetry: {otlp: {endpoint: \"http://127.0.0.1:\(closed)\", interval: 50ms}}"
        try await TestGateway.run(yaml: yaml) { gateway in
            try await ask(gateway)
            while gateway.gateway.metrics.export.exports.value("traces", "failed") < 1 { await Task.yield() }
            try await ask(gateway)
        }
    }

    @Test func anOpenHeadersFileStopsTheStart() async throws {
        let folder = try TemporaryFolder()
        try Data("x-key: abc\n".utf8).write(to: URL(fileURLWithPath: folder.file("headers")))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder.file("headers"))
        let yaml = "telemetry: {otlp: {endpoint: \"http://127.0.0.1:9\", headers_file: \(folder.file("headers"))}}"
        await #expect(throws: (any Error).self) { try await TestGateway.run(yaml: yaml) { _ in } }
    }
}
