// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Puts number words that follow each other together to groups of digits.
///
/// A word is added to the number before it while it is smaller than that number's last place: «девятьсот двенадцать» is
/// 912, «двенадцать девятьсот» is 12 and 900; in Arabic tens after a unit with و are, too (خمسة وأربعون is 45).
struct SpokenGroups {
    struct Group {
        let range: Range<Int>
        /// Digits, or one sign.
        let text: [UInt8]
        /// `false` for a sign.
        let isNumber: Bool
        /// `false` for digits that stand in the text as such.
        let isSpoken: Bool
    }

    private(set) var groups: [Group] = []

    /// A number that is not finished.
    private struct Pending {
        var range: Range<Int>
        var value: Int
        /// Words for less than this can be added.
        var limit: Int
        /// Whether its last word was a unit, which Arabic says before the tens.
        var endsWithUnit: Bool
    }

    private var pending: Pending?
    private var times: (count: Int, range: Range<Int>)?

    init(_ tokens: ArraySlice<SpokenToken>, in text: [UInt8]) {
        var end = 0
        for token in tokens {
            // A comma parts numbers that would be one otherwise: сорок, пять.
            if pending != nil, Self.isPause(text[end..<token.range.lowerBound]) { close() }
            add(token, in: text)
            end = token.range.upperBound
        }
        close()
    }

    private static func isPause(_ gap: ArraySlice<UInt8>) -> Bool { gap.contains { ",;.\n/".utf8.contains($0) } }

    private mutating func add(_ token: SpokenToken, in text: [UInt8]) {
        switch token.word {
        case .digits: add(Array(text[token.range]), token)
        case .number(let value): add(value, token, isArabic: text[token.range.lowerBound] >= 0xD8)
        case .ten: addTen(token)
        case .hundred: multiply(by: 100, token, in: text)
        case .thousand: multiply(by: 1000, token, in: text)
        case .literal(let digits): append(digits, token.range)
        case .times(let count):
            close()
            times = (count, token.range)
        case .plural(let digit): repeatDigit(digit, token)
        case .and: break
        case .sign(let sign): append(sign: sign, token.range)
        case .dot: append(sign: UInt8(ascii: "."), token.range)
        case .hyphen: append(sign: UInt8(ascii: "-"), token.range)
        case .underscore, .at: close()
        }
    }

    private mutating func add(_ digits: [UInt8], _ token: SpokenToken) {
        if let times, digits.count == 1 {
            let text = [UInt8](repeating: digits[0], count: times.count)
            return append(text, times.range.lowerBound..<token.range.upperBound)
        }
        close()
        groups.append(Group(range: token.range, text: digits, isNumber: true, isSpoken: false))
    }

    private mutating func add(_ value: Int, _ token: SpokenToken, isArabic: Bool) {
        if let times, value < 10 {
            let text = [UInt8](repeating: Self.digit(value), count: times.count)
            return append(text, times.range.lowerBound..<token.range.upperBound)
        }
        if let number = pending, value > 0 {
            let isTensAfterUnit = token.hasConjunction && number.endsWithUnit && 20...90 ~= value
            // Arabic joins the parts of a number with و: مئة وخمسة is 105, مئة خمسة are two.
            if (value < number.limit && (!isArabic || token.hasConjunction)) || isTensAfterUnit {
                let limit = isTensAfterUnit ? 0 : Self.limit(after: value)
                return extend(number, to: number.value + value, limit: limit, endsWithUnit: value < 10, token)
            }
        }
        begin(value, limit: Self.limit(after: value), token)
    }

    /// عشر makes a unit before it one of 11 to 19.
    private mutating func addTen(_ token: SpokenToken) {
        guard let number = pending, number.endsWithUnit, !token.hasConjunction else {
            return add(10, token, isArabic: true)
        }
        extend(number, to: number.value + 10, limit: 0, endsWithUnit: false, token)
    }

    private mutating func begin(_ value: Int, limit: Int, _ token: SpokenToken) {
        close()
        pending = Pending(range: token.range, value: value, limit: limit, endsWithUnit: 1...9 ~= value)
    }

    private mutating func extend(
        _ number: Pending, to value: Int, limit: Int, endsWithUnit: Bool, _ token: SpokenToken
    ) {
        pending = Pending(
            range: number.range.lowerBound..<token.range.upperBound, value: value, limit: limit,
            endsWithUnit: endsWithUnit)
    }

    private static func limit(after value: Int) -> Int {
        if value >= 100 { return 100 }
        return value >= 20 ? 10 : 0
    }

    private mutating func multiply(by factor: Int, _ token: SpokenToken, in text: [UInt8]) {
        guard let number = pending, number.value > 0, !Self.endsWithHeh(text[number.range]) else {
            return begin(factor, limit: factor, token)
        }
        let unit = number.value % 1000
        if factor == 100 ? number.value < 20 && number.value != 10 : number.value < 1000 {
            extend(number, to: number.value * factor, limit: factor, endsWithUnit: false, token)
        } else if factor == 100, number.value >= 1000, number.endsWithUnit, unit < 10 {
            // two thousand three hundred: the unit counts hundreds.
            extend(number, to: number.value + unit * 99, limit: 100, endsWithUnit: false, token)
        } else {
            begin(factor, limit: factor, token)
        }
    }

    /// خمس مئة is 500, خمسة مئة are 5 and 100.
    private static func endsWithHeh(_ word: ArraySlice<UInt8>) -> Bool { word.suffix(2).elementsEqual("ه".utf8) }

    /// Two zeros, три семерки, double sevens; a plural without a count is one digit.
    private mutating func repeatDigit(_ digit: Int, _ token: SpokenToken) {
        var count = 1
        var start = token.range.lowerBound
        if let number = pending, 2...6 ~= number.value {
            pending = nil
            (count, start) = (number.value, number.range.lowerBound)
        } else if let times {
            (count, start) = (times.count, times.range.lowerBound)
        }
        append([UInt8](repeating: Self.digit(digit), count: count), start..<token.range.upperBound)
    }

    private mutating func append(_ digits: [UInt8], _ range: Range<Int>) {
        close()
        groups.append(Group(range: range, text: digits, isNumber: true, isSpoken: true))
    }

    private mutating func append(sign: UInt8, _ range: Range<Int>) {
        close()
        groups.append(Group(range: range, text: [sign], isNumber: false, isSpoken: true))
    }

    private mutating func close() {
        times = nil
        guard let number = pending else { return }
        pending = nil
        groups.append(
            Group(range: number.range, text: Array(String(number.value).utf8), isNumber: true, isSpoken: true))
    }

    private static func digit(_ value: Int) -> UInt8 { UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value) }
}
