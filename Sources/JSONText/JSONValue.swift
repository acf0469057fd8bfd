// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A JSON value of our own making: records, reports, answers. Bodies of others are scanned, never turned into this.
///
/// There are no fractions: what we write down is counts, times and names.
package indirect enum JSONValue: Sendable {
    /// Members in the order they were given. Precondition of writing: no name twice.
    case object([(String, JSONValue)])
    case array([JSONValue])
    case string(String)
    /// Within ±(2⁵³ − 1), where every JSON reader agrees on it (RFC 7493 §2.2).
    case integer(Int64)
    case boolean(Bool)
    case null

    /// The integers every JSON reader agrees on.
    package static let interoperableIntegers: ClosedRange<Int64> = -9_007_199_254_740_991...9_007_199_254_740_991

    /// The value of a member; `nil` where this is no object or has no such name.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.0.utf8.elementsEqual(name.utf8) }?.1
    }

    /// The text, where this is a string.
    package var stringValue: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The number, where this is an integer.
    package var integerValue: Int64? {
        guard case .integer(let number) = self else { return nil }
        return number
    }

    /// The truth value, where this is one.
    package var booleanValue: Bool? {
        guard case .boolean(let truth) = self else { return nil }
        return truth
    }

    /// The elements, where this is an array.
    package var arrayValue: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The members in order, where this is an object.
    package var members: [(String, JSONValue)]? {
        guard case .object(let members) = self else { return nil }
        return members
    }
}

extension JSONValue: Equatable {
    /// Equal when both are written the same way: names and strings by their bytes, members in the same order.
    package static func == (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.object(let first), .object(let second)):
            first.elementsEqual(second) { $0.0.utf8.elementsEqual($1.0.utf8) && $0.1 == $1.1 }
        case (.array(let first), .array(let second)): first == second
        case (.string(let first), .string(let second)): first.utf8.elementsEqual(second.utf8)
        case (.integer(let first), .integer(let second)): first == second
        case (.boolean(let first), .boolean(let second)): first == second
        case (.null, .null): true
        default: false
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
}
