// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Telemetry
import Testing

/// The JSON that collectors read (opentelemetry-proto, JSON mapping).
@Suite struct OTLPTests {
    private let resource = OTLPResource(version: "1.2.3", instance: "one")

    private func object(_ bytes: [UInt8], _ path: Any...) throws -> Any {
        var value = try JSONSerialization.jsonObject(with: Data(bytes))
        for step in path {
            if let name = step as? String {
                value = try #require((value as? [String: Any])?[name])
            } else {
                value = try #require((value as? [Any])?[step as? Int ?? 0])
            }
        }
        return value
    }

    @Test func aSpanHasItsIDsInHexadecimalAndItsTimesAsStrings() throws {
        let parent = try #require(TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))
        let span = TraceSpan(
            name: "chat gpt-*", kind: .client, trace: parent.trace, parent: parent.span,
            start: 1_700_000_000_000_000_001,
            end: 1_700_000_000_000_000_002,
            attributes: [("a", .string("x\"y")), ("b", .integer(7)), ("c", .double(0.5)), ("d", .boolean(true))],
            isError: true)
        let bytes = OTLPTraces.encode([span], of: resource)
        let written = try #require(
            object(bytes, "resourceSpans", 0, "scopeSpans", 0, "spans", 0) as? [String: Any])
        #expect(written["traceId"] as? String == "4bf92f3577b34da6a3ce929d0e0e4736")
        #expect(written["parentSpanId"] as? String == "00f067aa0ba902b7")
        #expect(written["spanId"] as? String == span.id.description)
        #expect(written["kind"] as? Int == 3)
        #expect(written["startTimeUnixNano"] as? String == "1700000000000000001")
        #expect(written["endTimeUnixNano"] as? String == "1700000000000000002")
        #expect((written["status"] as? [String: Any])?["code"] as? Int == 2)
        let attributes = try #require(written["attributes"] as? [[String: Any]])
        #expect(attributes.map { $0["key"] as? String } == ["a", "b", "c", "d"])
        let values = attributes.compactMap { $0["value"] as? [String: Any] }
        #expect(values[0]["stringValue"] as? String == "x\"y")
        #expect(values[1]["intValue"] as? String == "7")
        #expect(values[2]["doubleValue"] as? Double == 0.5)
        #expect(values[3]["boolValue"] as? Bool == true)
    }

    @Test func theResourceSaysWhoSends() throws {
        let bytes = OTLPTraces.encode([], of: resource)
        let attributes = try #require(
            object(bytes, "resourceSpans", 0, "resource", "attributes") as? [[String: Any]])
        #expect(attributes.map { $0["key"] as? String } == ["service.name", "service.version", "service.instance.id"])
    }

    @Test func aHistogramHasOneCountMoreThanBounds() throws {
        let histogram = Histogram("gen_ai.x", "Time.", labels: ["a.b", "c"], edges: [0.1, 1])
        for seconds in [0.05, 0.5, 0.6, 7] { histogram.observe(seconds, "v", "") }
        let bytes = OTLPMetrics.encode([histogram.reading], since: 1, at: 2, of: resource)
        let metric = try #require(
            object(bytes, "resourceMetrics", 0, "scopeMetrics", 0, "metrics", 0) as? [String: Any])
        #expect(metric["name"] as? String == "gen_ai.x")
        #expect(metric["unit"] as? String == "s")
        let data = try #require(metric["histogram"] as? [String: Any])
        #expect(data["aggregationTemporality"] as? Int == 2)
        let point = try #require((data["dataPoints"] as? [[String: Any]])?.first)
        #expect(point["count"] as? String == "4")
        #expect(point["bucketCounts"] as? [String] == ["1", "2", "1"])
        #expect(point["explicitBounds"] as? [Double] == [0.1, 1])
        #expect(point["startTimeUnixNano"] as? String == "1")
        #expect(point["timeUnixNano"] as? String == "2")
        // An empty label is none.
        #expect((point["attributes"] as? [[String: Any]])?.map { $0["key"] as? String } == ["a.b"])
    }

    @Test func aCounterIsAMonotonicSumAndAGaugeIsNot() throws {
        let counter = Metric(.counter, "c_total", "Things.")
        let gauge = Metric(.gauge, "g", "Level.")
        counter.add(2)
        gauge.set(-1.5)
        let bytes = OTLPMetrics.encode([counter.reading, gauge.reading], since: 1, at: 2, of: resource)
        let metrics = try #require(
            object(bytes, "resourceMetrics", 0, "scopeMetrics", 0, "metrics") as? [[String: Any]])
        let sum = try #require(metrics[0]["sum"] as? [String: Any])
        #expect(sum["isMonotonic"] as? Bool == true)
        #expect((sum["dataPoints"] as? [[String: Any]])?.first?["asDouble"] as? Double == 2)
        let level = try #require(metrics[1]["gauge"] as? [String: Any])
        #expect((level["dataPoints"] as? [[String: Any]])?.first?["asDouble"] as? Double == -1.5)
    }
}
