// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What parts the cells of a table.
struct TabularSeparators: OptionSet {
    let rawValue: UInt8

    static let semicolon = Self(rawValue: 1)
    static let tab = Self(rawValue: 2)
    static let bar = Self(rawValue: 4)
    static let comma = Self(rawValue: 8)
    /// Two and more, as tables are aligned.
    static let spaces = Self(rawValue: 16)

    /// In the order in which they are tried.
    static let all: [Self] = [.semicolon, .tab, .bar, .comma, .spaces]

    /// The separator that begins at `offset` of a line that ends at `end`, and how many bytes it takes; empty if none does.
    @inline(__always)
    static func at(_ offset: Int, in text: Span<UInt8>, end: Int) -> (separator: Self, count: Int) {
        switch text[offset] {
        case UInt8(ascii: ";"): return (.semicolon, 1)
        case 0x09: return (.tab, 1)
        case UInt8(ascii: "|"): return (.bar, 1)
        case UInt8(ascii: ","): return (.comma, 1)
        case 0x20:
            var next = offset + 1
            while next < end, text[next] == 0x20 { next += 1 }
            return next - offset > 1 && next < end ? (.spaces, next - offset) : ([], 1)
        default: return ([], 1)
        }
    }

    /// Whether one of these is in a line, behind its first character.
    func isIn(_ text: Span<UInt8>, _ line: Range<Int>) -> Bool {
        var offset = line.lowerBound
        while offset < line.upperBound {
            let (separator, count) = Self.at(offset, in: text, end: line.upperBound)
            if contains(separator), !separator.isEmpty, self != .spaces || offset > line.lowerBound { return true }
            offset += count
        }
        return false
    }
}
