// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Why an event was not recorded. The request that needed it fails (P4).
public struct AuditError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What kind of failure it is.
    public enum Code: String, Sendable {
        /// The sink could not make the record durable: disk full, read-only, I/O error.
        case unavailable
        /// A field's value is outside its grammar: the record was dropped (`AUD009E`).
        case tripwire
        /// The log found on disk does not verify, or another process holds it.
        case corrupt
    }

    /// What kind of failure it is.
    public let code: Code
    /// The path of the field, for `tripwire`; a constant name.
    public let field: String?
    /// The system's error number, for `unavailable`, where the system gave one.
    public let systemError: Int32?
    /// What was found and where, for `corrupt`: a segment's name, a line, a constant sentence.
    public let finding: String?

    /// Makes an error; nothing in it may come from data of a request.
    public init(code: Code, field: String? = nil, systemError: Int32? = nil, finding: String? = nil) {
        self.code = code
        self.field = field
        self.systemError = systemError
        self.finding = finding
    }

    /// What `finding` says where another process holds the log.
    static let heldElsewhere = "another process holds it"

    /// Whether the log is in use by another process, and nothing is wrong with it.
    package var isHeldElsewhere: Bool { code == .corrupt && finding == Self.heldElsewhere }

    /// The code and what is known about it.
    public var description: String {
        switch code {
        case .unavailable: "the audit log cannot be written" + (systemError.map { " (system error \($0))" } ?? "")
        case .tripwire: "a field of an audit record is outside its grammar: \(field ?? "unknown")"
        case .corrupt: "the audit log cannot be continued: \(finding ?? "it does not verify")"
        }
    }
}
