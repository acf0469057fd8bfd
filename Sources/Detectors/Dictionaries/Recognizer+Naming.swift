// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How a value is announced, for whoever presents one: tests and evaluation.
extension Recognizer {
    /// The context word that speaks loudest for the type, without the marks of stems; `nil` where there is none.
    package var strongestContext: String? {
        let supporting = context.filter { $0.weight > 0 }
        return supporting.max { $0.weight < $1.weight }.map { String($0.name.filter { $0 != "*" }) }
    }

    /// The first field name that speaks for the type, without the marks of stems; `nil` where there is none.
    package var firstField: String? { fields.first.map { String($0.name.filter { $0 != "*" }) } }

    /// Whether a form of the value has a checksum.
    package var hasChecksum: Bool {
        rules.contains { rule in rule.checks.contains { $0.validator.kind == .checksum } }
    }
}
