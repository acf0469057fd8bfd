// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// One value or one object key of a scanned text: 24 bytes in a flat table, in document order.
///
/// A value in an object has its key as parent, a key has its object, an element has its array; so a path is read by
/// walking up, and nothing is allocated for values nobody asks about.
package struct JSONNode: Sendable {
    package enum Kind: UInt8, Sendable {
        case object, array, key, string, number, `true`, `false`, null
    }

    package let kind: Kind
    /// For a string or key: whether it is spelled with at least one escape.
    package let hasEscapes: Bool
    private let lower: Int32
    private var upper: Int32
    private let parentIndex: Int32
    private let position: Int32
    private var nextIndex: Int32

    init(kind: Kind, range: Range<Int>, hasEscapes: Bool, parent: Int, ordinal: Int, next: Int) {
        self.kind = kind
        self.hasEscapes = hasEscapes
        lower = Int32(truncatingIfNeeded: range.lowerBound)
        upper = Int32(truncatingIfNeeded: range.upperBound)
        parentIndex = Int32(truncatingIfNeeded: parent)
        position = Int32(truncatingIfNeeded: ordinal)
        nextIndex = Int32(truncatingIfNeeded: next)
    }

    /// Bytes of the scanned text; for a string or key those between the quotes, for a container with its brackets.
    package var range: Range<Int> { Int(lower)..<Int(upper) }

    /// Bytes of the scanned text with the quotes of a string or key.
    package var literalRange: Range<Int> {
        kind == .string || kind == .key ? Int(lower) - 1..<Int(upper) + 1 : range
    }

    /// The key this value belongs to, the array this element stands in, or the object this key stands in.
    package var parent: Int? { parentIndex < 0 ? nil : Int(parentIndex) }

    /// Which element of its array this is, or which member of its object; 0 for every other node.
    package var ordinal: Int { Int(position) }

    /// The first node after this one and everything in it.
    package var next: Int { Int(nextIndex) }

    package var isContainer: Bool { kind == .object || kind == .array }

    /// Completes a container when its closing bracket has been read.
    mutating func close(at end: Int, next: Int) {
        upper = Int32(truncatingIfNeeded: end)
        nextIndex = Int32(truncatingIfNeeded: next)
    }
}
