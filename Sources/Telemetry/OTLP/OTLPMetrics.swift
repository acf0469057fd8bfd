// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Metrics as `ExportMetricsServiceRequest` in JSON (OTLP 1.x, opentelemetry-proto `metrics/v1`): cumulative, since the
/// start of the process.
package enum OTLPMetrics {
    /// The path after the collector's base URL.
    package static let path = "/v1/metrics"

    /// `start` and `now` in nanoseconds since 1970.
    package static func encode(
        _ readings: [MetricReading], since start: UInt64, at now: UInt64, of resource: OTLPResource
    ) -> [UInt8] {
        resource.export(
            "resourceMetrics", "scopeMetrics", "metrics",
            readings.filter { !$0.points.isEmpty }.map { draft($0, start, now) })
    }

    /// AGGREGATION_TEMPORALITY_CUMULATIVE
    private static let cumulative = JSONDraft.integer(2)

    private static func draft(_ reading: MetricReading, _ start: UInt64, _ now: UInt64) -> JSONDraft {
        let family = reading.family
        let points = JSONDraft.array(reading.points.map { point($0, of: reading, start, now) })
        let data: (String, JSONDraft) =
            switch family.kind {
            case .gauge: ("gauge", .object([("dataPoints", points)]))
            case .counter:
                (
                    "sum",
                    .object([
                        ("dataPoints", points), ("aggregationTemporality", cumulative), ("isMonotonic", .boolean(true)),
                    ])
                )
            case .histogram:
                ("histogram", .object([("dataPoints", points), ("aggregationTemporality", cumulative)]))
            }
        return .object([
            ("name", .string(family.name)), ("description", .string(family.help)),
            ("unit", .string(family.unit.rawValue)), data,
        ])
    }

    private static func point(
        _ point: MetricReading.Point, of reading: MetricReading, _ start: UInt64, _ now: UInt64
    ) -> JSONDraft {
        // An empty label is one that is not there, as Prometheus has it.
        let labels = zip(reading.family.labels, point.labels).filter { !$1.isEmpty }
        var members: [(String, JSONDraft)] = [
            ("attributes", OTLPAttribute.list(labels.map { ($0, .string($1)) })),
            ("startTimeUnixNano", OTLPNumber.fixed(start)), ("timeUnixNano", OTLPNumber.fixed(now)),
        ]
        switch point.value {
        case .number(let value): members.append(("asDouble", OTLPNumber.double(value)))
        case .histogram(let counts, let sum):
            members += [
                ("count", OTLPNumber.fixed(UInt64(counts.reduce(0, +)))), ("sum", OTLPNumber.double(sum)),
                ("bucketCounts", .array(counts.map { OTLPNumber.fixed(UInt64($0)) })),
                ("explicitBounds", .array(reading.edges.map(OTLPNumber.double))),
            ]
        }
        return .object(members)
    }
}
