// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A value of a record: narrower than JSON on purpose. No fraction, no null, no text beyond printable ASCII without
/// quotes and backslashes, so that there is exactly one spelling of each record and nothing of it needs an escape.
package indirect enum RecordValue: Sendable, Equatable {
    case integer(Int)
    case boolean(Bool)
    case text(String)
    case list([RecordValue])
    case object([String: RecordValue])

    /// The member of an object; `nil` for other values and absent members.
    package subscript(name: String) -> RecordValue? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }

    /// The text; `nil` for other values.
    package var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    /// The number; `nil` for other values.
    package var integer: Int? {
        guard case .integer(let number) = self else { return nil }
        return number
    }

    /// The truth value; `nil` for other values.
    package var boolean: Bool? {
        guard case .boolean(let value) = self else { return nil }
        return value
    }

    /// The texts of a list; empty for other values.
    package var texts: [String] {
        guard case .list(let values) = self else { return [] }
        return values.compactMap(\.text)
    }

    /// The numbers of an object of counts; empty for other values.
    package var counts: [String: Int] {
        guard case .object(let members) = self else { return [:] }
        return members.compactMapValues(\.integer)
    }

    /// Whether a byte may stand in a text of a record.
    static func isPlain(_ byte: UInt8) -> Bool {
        (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
}
