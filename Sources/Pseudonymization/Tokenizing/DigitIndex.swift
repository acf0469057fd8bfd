// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Finds values by their digits in folded text, whatever separates them.
struct DigitIndex {
    private let values: [SpelledValue]
    /// Values by their first six digits, read as a number.
    private let byFirstDigits: [Int: [Int]]
    private let longest: Int

    init(_ values: [SpelledValue]) {
        self.values = values
        var index: [Int: [Int]] = [:]
        for (number, value) in values.enumerated() where !value.digits.isEmpty {
            index[Self.number(value.digits.prefix(SpelledValue.minimumDigits)), default: []].append(number)
        }
        byFirstDigits = index
        longest = values.map(\.digits.count).max() ?? 0
    }

    /// Reports every match that begins and ends at the edge of a run of digits.
    func find(in folded: [UInt8], report: (RepeatFinder.Found) -> Void) {
        guard !byFirstDigits.isEmpty else { return }
        for start in folded.indices where ASCII.isDigit(folded[start]) {
            guard start == 0 || !ASCII.isDigit(folded[start - 1]) else { continue }
            let positions = digitPositions(in: folded, from: start)
            guard positions.count >= SpelledValue.minimumDigits else { continue }
            let head = Self.number(positions.prefix(SpelledValue.minimumDigits).map { folded[$0] })
            for number in byFirstDigits[head] ?? [] {
                let digits = values[number].digits
                guard positions.count >= digits.count,
                    positions.prefix(digits.count).map({ folded[$0] }) == digits
                else { continue }
                let end = positions[digits.count - 1] + 1
                guard end == folded.count || !ASCII.isDigit(folded[end]) else { continue }
                report(RepeatFinder.Found(range: start..<end, value: number))
            }
        }
    }

    /// Where the next digits stand, as many as the longest value has, over at most three separators at a time.
    private func digitPositions(in text: [UInt8], from start: Int) -> [Int] {
        var positions: [Int] = []
        var separators = 0
        var index = start
        while index < text.count, positions.count < longest, separators <= DigitSeparators.most {
            if ASCII.isDigit(text[index]) {
                positions.append(index)
                separators = 0
            } else if DigitSeparators.contains(text[index]) {
                separators += 1
            } else {
                break
            }
            index += 1
        }
        return positions
    }

    private static func number(_ digits: some Sequence<UInt8>) -> Int {
        digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
}

/// What may stand between the digits of one number.
enum DigitSeparators {
    /// How many in a row, such as `) ` or ` - `.
    static let most = 3

    static func contains(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: ":"):
            true
        default: false
        }
    }
}
