// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Spans as `ExportTraceServiceRequest` in JSON (OTLP 1.x, opentelemetry-proto `trace/v1`).
package enum OTLPTraces {
    /// The path after the collector's base URL.
    package static let path = "/v1/traces"

    package static func encode(_ spans: [TraceSpan], of resource: OTLPResource) -> [UInt8] {
        resource.export("resourceSpans", "scopeSpans", "spans", spans.map(draft))
    }

    /// Ids are hexadecimal here, and not base64 as protocol buffers have bytes elsewhere.
    private static func draft(_ span: TraceSpan) -> JSONDraft {
        var members: [(String, JSONDraft)] = [
            ("traceId", .string(span.trace.description)), ("spanId", .string(span.id.description)),
        ]
        if let parent = span.parent { members.append(("parentSpanId", .string(parent.description))) }
        members += [
            ("name", .string(span.name)), ("kind", .integer(span.kind.rawValue)),
            ("startTimeUnixNano", OTLPNumber.fixed(span.start)), ("endTimeUnixNano", OTLPNumber.fixed(span.end)),
            ("attributes", OTLPAttribute.list(span.attributes)),
        ]
        // 2 is STATUS_CODE_ERROR; a message would be text, and the code says enough.
        if span.isError { members.append(("status", .object([("code", .integer(2))]))) }
        return .object(members)
    }
}
