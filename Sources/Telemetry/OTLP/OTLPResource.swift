// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Who sends: the resource and the scope of every export.
package struct OTLPResource: Sendable {
    private let attributes: JSONDraft
    private let scope: JSONDraft

    /// `instance` tells one process from another: random, made anew by each start.
    package init(version: String, instance: String) {
        attributes = OTLPAttribute.list([
            ("service.name", .string("zavesa")), ("service.version", .string(version)),
            ("service.instance.id", .string(instance)),
        ])
        scope = .object([("name", "zavesa"), ("version", .string(version))])
    }

    /// `{"NAME": [{"resource": …, "SCOPED": [{"scope": …, "ITEMS": […]}]}]}`
    func export(_ name: String, _ scoped: String, _ items: String, _ list: [JSONDraft]) -> [UInt8] {
        JSONDraft.object([
            (
                name,
                .array([
                    .object([
                        ("resource", .object([("attributes", attributes)])),
                        (scoped, .array([.object([("scope", scope), (items, .array(list))])])),
                    ])
                ])
            )
        ]).bytes()
    }
}

/// Attributes as OTLP writes them in JSON.
enum OTLPAttribute {
    static func list(_ attributes: [(name: String, value: TraceSpan.Value)]) -> JSONDraft {
        .array(attributes.map { .object([("key", .string($0.name)), ("value", value($0.value))]) })
    }

    private static func value(_ value: TraceSpan.Value) -> JSONDraft {
        switch value {
        case .string(let text): .object([("stringValue", .string(text))])
        case .integer(let number): .object([("intValue", .string(String(number)))])
        case .double(let number): .object([("doubleValue", OTLPNumber.double(number))])
        case .boolean(let truth): .object([("boolValue", .boolean(truth))])
        }
    }
}

/// Numbers of the JSON mapping of protocol buffers: those of 64 bits are strings.
enum OTLPNumber {
    static func double(_ number: Double) -> JSONDraft {
        number.isFinite ? .copy(Array(String(number).utf8)) : .string(number.isNaN ? "NaN" : "Infinity")
    }

    static func fixed(_ number: UInt64) -> JSONDraft { .string(String(number)) }
}
