// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Where in a trace somebody stands: the header `traceparent` (W3C Trace Context §3.2).
package struct TraceParent: Equatable, Sendable {
    package let trace: TraceID
    /// The span of whoever calls.
    package let span: SpanID
    /// Whether whoever calls records its part.
    package let isSampled: Bool

    package init(trace: TraceID, span: SpanID, isSampled: Bool) {
        self.trace = trace
        self.span = span
        self.isSampled = isSampled
    }

    /// Reads a header; `nil` for one that is not valid, which counts as none at all (§4.3). Of later versions the part
    /// that is like this one is read, as §4.2 has it.
    package init?(_ header: String) {
        let bytes = Array(header.utf8)
        guard bytes.count >= Self.length, bytes.count <= Self.maxLength,
            bytes[2] == Self.dash, bytes[35] == Self.dash, bytes[52] == Self.dash,
            let version = Hexadecimal.number(bytes[0..<2]), version != 0xff,
            bytes.count == Self.length || (version > 0 && bytes[Self.length] == Self.dash),
            let high = Hexadecimal.number(bytes[3..<19]), let low = Hexadecimal.number(bytes[19..<35]),
            let trace = TraceID(high: high, low: low),
            let span = Hexadecimal.number(bytes[36..<52]).flatMap({ SpanID($0) }),
            let flags = Hexadecimal.number(bytes[53..<55])
        else { return nil }
        self.init(trace: trace, span: span, isSampled: flags & 1 == 1)
    }

    /// The header's value.
    package var header: String { "00-\(trace)-\(span)-0\(isSampled ? 1 : 0)" }

    private static let length = 55
    /// Longer ones are not looked at.
    private static let maxLength = 512
    private static let dash = UInt8(ascii: "-")
}

/// Which requests are traced.
package struct TraceSampling: Equatable, Sendable {
    /// Of requests whose caller does not trace, this share, 0 to 1.
    package let ratio: Double

    package init(ratio: Double) { self.ratio = ratio }

    /// Whether a request is: as its caller does, or by chance. The last bits of the id decide, so that others who keep
    /// the same share keep the same traces (OpenTelemetry's TraceIdRatioBased).
    package func samples(_ trace: TraceID, under parent: TraceParent?) -> Bool {
        if let parent { return parent.isSampled }
        return Double(trace.low >> 11) < ratio * Double(1 << 53)
    }
}
