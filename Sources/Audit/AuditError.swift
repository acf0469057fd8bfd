// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Why an event was not recorded. The request that needed it fails (P4).
package struct AuditError: Error, Equatable, Sendable {
    package enum Code: String, Sendable {
        /// The sink could not make the record durable: disk full, read-only, I/O error.
        case unavailable
        /// A field's value is outside its grammar: the record was dropped (`AUD009E`).
        case tripwire
        /// The log found on disk does not verify, or another process holds it.
        case corrupt
    }

    package let code: Code
    /// The path of the field, for `tripwire`; a constant name.
    package let field: String?

    package init(code: Code, field: String? = nil) {
        self.code = code
        self.field = field
    }
}
