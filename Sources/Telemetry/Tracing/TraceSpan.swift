// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// One piece of work of a request: what, when, how it ended. Holds constants, configured names and counts; no text of a
/// request (P6), which is why there is no attribute for what was said.
package struct TraceSpan: Sendable, Equatable {
    /// The numbers of OTLP's `SpanKind`.
    package enum Kind: Int, Sendable {
        case `internal` = 1
        case server = 2
        case client = 3
    }

    package enum Value: Sendable, Equatable {
        case string(String)
        case integer(Int)
        case double(Double)
        case boolean(Bool)
    }

    package let name: String
    package let kind: Kind
    package let trace: TraceID
    package let id: SpanID
    package let parent: SpanID?
    /// Nanoseconds since 1970.
    package let start: UInt64
    package let end: UInt64
    package let attributes: [(name: String, value: Value)]
    package let isError: Bool

    package init(
        name: String, kind: Kind, trace: TraceID, id: SpanID = .random(), parent: SpanID?, start: UInt64, end: UInt64,
        attributes: [(name: String, value: Value)] = [], isError: Bool = false
    ) {
        self.name = name
        self.kind = kind
        self.trace = trace
        self.id = id
        self.parent = parent
        self.start = start
        self.end = end
        self.attributes = attributes
        self.isError = isError
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.id == right.id && left.trace == right.trace && left.parent == right.parent && left.name == right.name
            && left.start == right.start && left.end == right.end && left.kind == right.kind
            && left.isError == right.isError && left.attributes.elementsEqual(right.attributes, by: ==)
    }
}
