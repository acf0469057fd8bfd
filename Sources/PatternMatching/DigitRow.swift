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

    init(at offset: Int) {
        (start, end, count) = (offset, offset + 1, 1)
    }

    /// Takes the digit at `offset` in; `false` if it is too far away.
    mutating func extend(to offset: Int) -> Bool {
        guard offset - end <= PatternTrigger.maximumDigitGap else { return false }
        end = offset + 1
        count += 1
        return true
    }
}
