// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// ASCII digits with little between them, where numbers stand.
struct DigitRow: Equatable {
    /// The offset of the first digit.
    let start: Int
    /// The offset behind the last one.
    private(set) var end: Int
    /// How many digits.
    private(set) var count: Int
    /// Digits of the group that is being read: a run with nothing between.
    private var group = 1
    /// Bit n: the groups up to the one before this one have, from some group on, n digits together.
    private var sumsBefore: UInt64 = 0
    /// Bit n: some groups that follow one another have n digits together; all groups that are complete.
    private var sumsComplete: UInt64 = 0

    init(at offset: Int) {
        (start, end, count) = (offset, offset + 1, 1)
    }

    /// Takes the digit at `offset` in; `false` if it is too far away.
    mutating func extend(to offset: Int) -> Bool {
        let gap = offset - end
        guard gap <= PatternTrigger.maximumDigitGap else { return false }
        if gap == 0 {
            group += 1
        } else {
            sumsBefore = sumsToHere
            sumsComplete |= sumsBefore
            group = 1
        }
        end = offset + 1
        count += 1
        return true
    }

    /// Bit n: some groups that follow one another have n digits together, so that a number of n digits may stand here.
    /// The last bit stands for every larger count.
    var sums: UInt64 { sumsComplete | sumsToHere }

    /// Bit n: groups up to this one, from some group on, have n digits together.
    private var sumsToHere: UInt64 {
        let last = PatternTrigger.maximumExactDigits
        guard group < last else { return 1 << last }
        // What is shifted out is a larger count.
        let isBeyond = sumsBefore >> (last - group) != 0
        return sumsBefore << group | 1 << group | (isBeyond ? 1 << last : 0)
    }

    /// The rows of a text with at least `shortest` digits, in order.
    static func all(in text: [UInt8], shortest: Int) -> [DigitRow] {
        guard shortest <= text.count else { return [] }
        var rows: [DigitRow] = []
        var row: DigitRow?
        let bytes = text.span
        var offset = ByteSearch.digit(in: text, from: 0)
        while offset < bytes.count {
            if row?.extend(to: offset) != true {
                if let row, row.count >= shortest { rows.append(row) }
                row = DigitRow(at: offset)
            }
            offset += 1
            if offset < bytes.count, bytes[offset] &- UInt8(ascii: "0") >= 10 {
                offset = ByteSearch.digit(in: text, from: offset)
            }
        }
        if let row, row.count >= shortest { rows.append(row) }
        return rows
    }
}
