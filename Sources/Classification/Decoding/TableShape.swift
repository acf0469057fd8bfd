// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Tells whether a text is a table: the same number of separators on every line.
enum TableShape {
    private static let separators = Array(",;\t|".utf8)
    /// Lines looked at.
    private static let sampleCount = 20

    /// The separator; `nil` for what is no table of two columns and two rows.
    static func separator(of head: [UInt8]) -> UInt8? {
        let tables = separators.compactMap { separator -> (separator: UInt8, columns: Int)? in
            let counts = fieldCounts(head, separator)
            // Two lines of prose with a comma each are no table.
            guard let first = counts.first, first >= 2, counts.count >= (first == 2 ? 3 : 2),
                counts.allSatisfy({ $0 == first })
            else {
                return nil
            }
            return (separator, first)
        }
        return tables.max { $0.columns < $1.columns }?.separator
    }

    /// Fields of each of the first records; the last may be cut and is not counted if another is there.
    private static func fieldCounts(_ head: [UInt8], _ separator: UInt8) -> [Int] {
        var counts: [Int] = []
        var fields = 1
        var isQuoted = false
        var isEmpty = true
        for byte in head {
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case separator where !isQuoted: fields += 1
            case UInt8(ascii: "\n") where !isQuoted:
                if !isEmpty { counts.append(fields) }
                if counts.count == sampleCount { return counts }
                (fields, isEmpty) = (1, true)
                continue
            case UInt8(ascii: "\r"): continue
            default: break
            }
            isEmpty = false
        }
        if !isEmpty, counts.count < 3 { counts.append(fields) }
        return counts
    }
}
