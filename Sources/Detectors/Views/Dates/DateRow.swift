// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Reads days and years among the words beside the name of a month.
struct DateRow {
    /// A part of a date: what it says, and in which words.
    struct Part {
        let value: Int
        let tokens: Range<Int>
        let isSpoken: Bool
    }

    let tokens: [DateToken]
    let text: [UInt8]

    /// Years in which a living person can have been born, also those of the Hijri.
    private static let years = 1279...2035
    /// A year of two digits from here on is one of the last century.
    private static let lastCentury = 30
    private static let longestYear = 7

    /// «двадцать пятого» мая, "the fifth of" May, «الخامس عشر من» مارس.
    func day(before month: Int) -> Part? {
        var last = month - 1
        while last >= 0, tokens[last].word == .filler, touches(last) { last -= 1 }
        guard last >= 0, touches(last) else { return nil }
        if case .ten = tokens[last].word, let unit = unit(at: last - 1), touches(last - 1) {
            return part(unit + 10, last - 1..<last + 1)
        }
        guard case .ordinal(let value) = tokens[last].word else { return digits(at: last) }
        if tokens[last].hasConjunction, value >= 20, let unit = unit(at: last - 1), touches(last - 1) {
            return part(value + unit, last - 1..<last + 1)
        }
        if value < 10, let tens = tens(at: last - 1), touches(last - 1) {
            return part(tens + value, last - 1..<last + 1)
        }
        return part(value, last..<last + 1)
    }

    /// May «the fifth», May «twenty-first», May «the 5th».
    func day(after month: Int) -> Part? {
        var first = month + 1
        var isSpoken = false
        while first < tokens.count, touches(first - 1), tokens[first].word == .filler {
            isSpoken = true
            first += 1
        }
        guard first < tokens.count, touches(first - 1) else { return nil }
        if let tens = tens(at: first), touches(first), let unit = unit(at: first + 1) {
            return part(tens + unit, first..<first + 2)
        }
        if case .ordinal(let value) = tokens[first].word { return part(value, first..<first + 1) }
        return digits(at: first).map { Part(value: $0.value, tokens: $0.tokens, isSpoken: isSpoken) }
    }

    /// The year behind a day or month, in digits or words.
    func year(after last: Int) -> Part? {
        var index = last + 1
        guard index < tokens.count, touches(last) else { return nil }
        while index < tokens.count, touches(index - 1), [.filler, .year].contains(tokens[index].word) { index += 1 }
        guard index < tokens.count, touches(index - 1) else { return nil }
        if case .digits(let value, let count) = tokens[index].word {
            guard count == 4, Self.years.contains(value) else { return nil }
            return Part(value: value, tokens: index..<index + 1, isSpoken: false)
        }
        return spokenYear(from: index)
    }

    /// «тысяча девятьсот восьмидесятого», «девяносто третьего года», "nineteen eighty-two", «ألف وتسعمائة وثمانين».
    private func spokenYear(from start: Int) -> Part? {
        var (total, current, last) = (0, 0, 0)
        var index = start
        var isOrdinal = false
        reading: while index < tokens.count, index - start < Self.longestYear, index == start || touches(index - 1) {
            switch tokens[index].word {
            case .number(let value):
                // "nineteen eighty", "nineteen oh five".
                if 18...20 ~= current, total == 0, value >= 10 || value == 0, value < 100 { current *= 100 }
                current += value
                last = value
            case .hundred:
                current += last * 99
            case .thousand:
                total += max(1, current) * 1000
                current = 0
            case .ten: current += 10
            case .ordinal(let value):
                current += value
                isOrdinal = true
                index += 1
                break reading
            case .filler where index > start: break
            default: break reading
            }
            index += 1
        }
        let value = total + current
        let isMarked = index < tokens.count && touches(index - 1) && tokens[index].word == .year
        if isOrdinal, 1...99 ~= value, isMarked || value >= Self.lastCentury {
            return part(value + (value >= Self.lastCentury ? 1900 : 2000), start..<index, from: Self.years)
        }
        return part(value, start..<index, from: Self.years)
    }

    private func part(_ value: Int, _ range: Range<Int>, from values: ClosedRange<Int> = 1...31) -> Part? {
        values.contains(value) ? Part(value: value, tokens: range, isSpoken: true) : nil
    }

    private func digits(at index: Int) -> Part? {
        guard case .digits(let value, let count) = tokens[index].word, count <= 2, 1...31 ~= value else { return nil }
        return Part(value: value, tokens: index..<index + 1, isSpoken: false)
    }

    private func unit(at index: Int) -> Int? {
        guard tokens.indices.contains(index), case .ordinal(let value) = tokens[index].word, value < 10 else {
            return nil
        }
        return value
    }

    private func tens(at index: Int) -> Int? {
        guard tokens.indices.contains(index), case .number(let value) = tokens[index].word, value == 20 || value == 30
        else { return nil }
        return value
    }

    private func touches(_ index: Int) -> Bool {
        index >= 0 && index + 1 < tokens.count && tokens[index].touches(tokens[index + 1], in: text)
    }
}
