// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import JSONText

extension JSONValue {
    /// An object of members in no order; canonical writing gives them theirs.
    static func members(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(members.map { ($0.key, $0.value) })
    }

    /// An object with these members.
    static func members(of members: [String: JSONValue]) -> JSONValue {
        .object(members.map { ($0.key, $0.value) })
    }

    /// A whole number of any size; outside the range of JSON its grammar refuses it before it is written.
    static func count(_ number: Int) -> JSONValue { .integer(Int64(number)) }

    /// The number, where this is an integer.
    package var count: Int? { integerValue.map(Int.init) }

    /// The numbers of an object of counts; empty for other values.
    package var counts: [String: Int] {
        Dictionary((members ?? []).compactMap { name, value in value.count.map { (name, $0) } }) { $1 }
    }

    /// The texts of an array; empty for other values.
    package var texts: [String] { (arrayValue ?? []).compactMap(\.stringValue) }
}
