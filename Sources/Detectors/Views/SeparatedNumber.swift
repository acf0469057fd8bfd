// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
import TextNormalization

/// Digits in groups with nearly anything between them: `158/813/998/21`, `7 7 2 0 8`, `**77**20_819`, lines of a table.
///
/// Patterns know the usual separators and groups; this offers what they cannot know, as the same digits with single
/// spaces, and with nothing, between the groups.
struct SeparatedNumber {
    /// The digits, group by group.
    private(set) var groups: [Range<Int>]
    /// Where emphasis of Markdown touches the number: nothing stands for it.
    private var marks: [TextEdit] = []
    /// Indices of groups that have more than a usual separator before them.
    private var odd: [Int] = []
    /// What stands for these separators, if they hold emphasis: `**-**` is a hyphen, `**` is nothing.
    private var plainGaps: [Int: [UInt8]] = [:]
    /// Whether it is a date, a decimal fraction or an amount.
    private var isSomethingElse = false
    private var isEmphasized = false

    /// Fewer digits are no identifier, more are a table.
    private static let digitCounts = 6...25
    private static let maximumGap = 8
    /// So many digits in a row are a number by themselves.
    private static let wholeNumber = 9
    /// Marks of emphasis inside a number say that it is one, even a short part of it.
    private static let minimumEmphasized = 4
    /// Letters that may stand between emphasis and the digits of a number: AB123456C.
    private static let maximumLetters = 4
    /// Fewer numbers with points between them are a version or an address.
    private static let leastArcs = 6
    private static let numberSign = Array("№".utf8)

    /// The numbers of `text`, folded bytes, that can be grouped in another way.
    static func numbers(in text: [UInt8]) -> [SeparatedNumber] {
        var numbers: [SeparatedNumber] = []
        var offset = ByteSearch.digit(in: text, from: 0)
        while offset < text.count {
            let number = SeparatedNumber(text, from: offset)
            offset = ByteSearch.digit(in: text, from: number.end)
            if number.isWorthReading { numbers.append(number) }
        }
        return numbers
    }

    private init(_ text: [UInt8], from start: Int) {
        groups = []
        var offset = start
        while true {
            let first = offset
            while offset < text.count, text[offset].isASCIIDigit { offset += 1 }
            groups.append(first..<offset)
            guard let next = Self.nextGroup(text, from: offset), !parts(text, next) else { break }
            let gap = text[offset..<next]
            if !Self.isUsual(gap) {
                readEmphasis(gap)
                odd.append(groups.count)
            }
            offset = next
        }
        isSomethingElse =
            Self.isDate(groups.prefix(3).map { Self.value(of: text[$0]) }) || isShortDate(text) || isDecimal(text)
            || isAmount(text) || isObjectIdentifier(text)
        readMarks(text)
    }

    private var start: Int { groups[0].lowerBound }
    private var end: Int { groups[groups.count - 1].upperBound }
    private var area: Range<Int> { min(start, marks.first?.offset ?? start)..<max(end, marks.last?.end ?? end) }

    private var isWorthReading: Bool {
        let digits = groups.reduce(0) { $0 + $1.count }
        guard groups.count > 1 || !marks.isEmpty, digits <= Self.digitCounts.upperBound, !isSomethingElse else {
            return false
        }
        return digits >= (isEmphasized ? Self.minimumEmphasized : Self.digitCounts.lowerBound)
    }

    /// The ways to write the number anew.
    enum Reading: CaseIterable {
        /// With a space, or a hyphen, for each unusual separator.
        case spaced, hyphenated
        /// With nothing between the groups.
        case joined
    }

    /// The number in a reading; `nil` where that changes nothing.
    func run(_ reading: Reading) -> ViewRun? {
        switch reading {
        case .spaced: separated(by: UInt8(ascii: " "))
        case .hyphenated: separated(by: UInt8(ascii: "-"))
        case .joined: joined
        }
    }

    private func separated(by separator: UInt8) -> ViewRun? {
        if odd.isEmpty, marks.isEmpty || separator == UInt8(ascii: "-") { return nil }
        let isSpaced = separator == UInt8(ascii: " ")
        let gaps = odd.map { index in
            let text = isSpaced ? plainGaps[index] ?? [separator] : [separator]
            return TextEdit(groups[index - 1].upperBound..<groups[index].lowerBound, text)
        }
        return run(gaps, kind: .separators)
    }

    private var joined: ViewRun? {
        guard groups.count > 1 else { return nil }
        let gaps = zip(groups, groups.dropFirst()).map { $0.upperBound..<$1.lowerBound }
        return run(gaps.map { TextEdit($0, []) }, kind: .joinedDigits)
    }

    private func run(_ edits: [TextEdit], kind: ViewKind) -> ViewRun {
        ViewRun(area: area, edits: (marks + edits).sorted { $0.offset < $1.offset }, kind: kind)
    }
}

extension SeparatedNumber {
    /// Where the next group of digits begins, if only separators stand before it.
    private static func nextGroup(_ text: [UInt8], from offset: Int) -> Int? {
        for index in offset..<min(offset + maximumGap + 1, text.count) {
            if text[index].isASCIIDigit { return index == offset ? nil : index }
            guard isSeparator(text[index]) || isNumberSign(text, index) else { return nil }
        }
        return nil
    }

    /// Whether the byte is one of the three of №, which stands between a series and a number.
    private static func isNumberSign(_ text: [UInt8], _ index: Int) -> Bool {
        text[index] >= 0x80 && (0...2).contains { index >= $0 && text[(index - $0)...].starts(with: numberSign) }
    }

    /// White space, and punctuation that says nothing about the number: not `+`, quotation marks, currency, brackets.
    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"),
            UInt8(ascii: "'")...UInt8(ascii: "*"),
            UInt8(ascii: ",")...UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "\\"),
            UInt8(ascii: "^")...UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"), UInt8(ascii: "!"),
            UInt8(ascii: "#"):
            true
        default: false
        }
    }

    /// Whether patterns take this between groups: `{gap}`, and the parentheses of phone numbers.
    private static func isUsual(_ gap: ArraySlice<UInt8>) -> Bool {
        gap.count <= 3 && gap.allSatisfy { " -.()".utf8.contains($0) }
    }

    /// Whether the group that begins at `next` is no part of the number: one of the two is long enough to be a number by
    /// itself, or they are a time of day.
    private func parts(_ text: [UInt8], _ next: Int) -> Bool {
        let group = groups[groups.count - 1]
        let gap = text[group.upperBound..<next]
        if gap.allSatisfy(Self.isEmphasis) { return false }
        let digits = text[next...].prefix { $0.isASCIIDigit }
        if group.count >= Self.wholeNumber || digits.count >= Self.wholeNumber { return true }
        guard gap.elementsEqual([UInt8(ascii: ":")]), group.count <= 2, digits.count == 2 else { return false }
        let isAfterColon = groups.count > 1 && text[group.lowerBound - 1] == UInt8(ascii: ":")
        // Hours, minutes and seconds, and nothing more.
        let colons = text[next...].prefix(9).prefix { $0.isASCIIDigit || $0 == UInt8(ascii: ":") }
        let isRow = isAfterColon || colons.count(where: { $0 == UInt8(ascii: ":") }) > 1
        return !isRow && Self.value(of: text[group]) < 24 && Self.value(of: digits) < 60
    }

    private mutating func readEmphasis(_ gap: ArraySlice<UInt8>) {
        guard gap.contains(where: Self.isEmphasis) else { return }
        isEmphasized = true
        let plain = gap.filter { !Self.isEmphasis($0) }
        if Self.isUsual(plain[...]) { plainGaps[groups.count] = plain }
    }

    private static func isEmphasis(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~")
    }

    /// Whether the first three groups are a day, a month and a year, or a year, a month and a day.
    private static func isDate(_ values: [Int]) -> Bool {
        guard values.count == 3 else { return false }
        let years = 1900...2100
        if years.contains(values[0]) { return 1...12 ~= values[1] && 1...31 ~= values[2] }
        return years.contains(values[2]) && min(values[0], values[1]) <= 12 && max(values[0], values[1]) <= 31
    }

    /// Whether it is a day and month with a year of two digits, and a time of day or nothing behind them: 03/09/25 2214.
    private func isShortDate(_ text: [UInt8]) -> Bool {
        guard (3...4).contains(groups.count), groups.prefix(3).allSatisfy({ $0.count <= 2 }) else { return false }
        let gaps = zip(groups, groups.dropFirst()).map { text[$0.upperBound..<$1.lowerBound] }
        guard gaps[0].elementsEqual("/".utf8), gaps[1].elementsEqual("/".utf8), gaps.count == 2 || gaps[2] != gaps[0]
        else { return false }
        let values = groups.map { Self.value(of: text[$0]) }
        let isDay = (1...12).contains(min(values[0], values[1])) && (1...31).contains(max(values[0], values[1]))
        return isDay && (values.count == 3 || values[3] < 2400 && values[3] % 100 < 60)
    }

    /// Whether one of the groups is a zero with a fraction after it: 0.1171 (0.0022), but not 1.0.5.1.
    private func isDecimal(_ text: [UInt8]) -> Bool {
        groups.indices.contains { index in
            groups[index].count == 1 && text[groups[index].lowerBound] == UInt8(ascii: "0")
                && isPoint(text, after: index)
                && !isPoint(text, after: index - 1) && !isPoint(text, after: index + 1)
        }
    }

    /// Whether the groups are the thousands of an amount, such as 4 692 566 or 1,250,000: one or two digits, then threes.
    private func isAmount(_ text: [UInt8]) -> Bool {
        guard groups.count > 2, groups[0].count < 3, text[start] != UInt8(ascii: "0"),
            groups.dropFirst().allSatisfy({ $0.count == 3 })
        else { return false }
        let separators = zip(groups, groups.dropFirst()).map { text[$0.upperBound..<$1.lowerBound] }
        return separators.allSatisfy { $0 == separators[0] && $0.count == 1 && " ,.'".utf8.contains($0[$0.startIndex]) }
    }

    /// Whether it is a path of numbers as ITU-T X.660 writes them, 1.3.6.1.4.1.9: many groups of unlike lengths, a point
    /// between each two.
    private func isObjectIdentifier(_ text: [UInt8]) -> Bool {
        guard groups.count >= Self.leastArcs, groups.contains(where: { $0.count == 1 }),
            groups.contains(where: { $0.count > 1 })
        else { return false }
        return groups.indices.dropLast().allSatisfy { isPoint(text, after: $0) }
    }

    /// Whether nothing but a point stands between a group and the next.
    private func isPoint(_ text: [UInt8], after index: Int) -> Bool {
        guard groups.indices.contains(index), groups.indices.contains(index + 1) else { return false }
        return text[groups[index].upperBound..<groups[index + 1].lowerBound].elementsEqual([UInt8(ascii: ".")])
    }

    /// The value of up to four digits; 0 for more.
    private static func value(of digits: ArraySlice<UInt8>) -> Int {
        digits.count > 4 ? 0 : digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
    }

    /// Notes emphasis around the number, if it is not a part of a name such as `item_123456`.
    private mutating func readMarks(_ text: [UInt8]) {
        let letters = { (byte: UInt8) in byte.isASCIILetter || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "(") }
        var number = start
        if number == 0 || !Self.isEmphasis(text[number - 1]) {
            number -= text[..<start].suffix(Self.maximumLetters).reversed().prefix(while: letters).count
        }
        let first = number - text[..<number].suffix(3).reversed().prefix(while: Self.isEmphasis).count
        let isInNumber = first > 0 && "+(".utf8.contains(text[first - 1])
        let isInWord = first > 0 && WordBytes.isWord(text, first - 1)
        let before = Self.mark(text, first..<number, isInWord: isInWord || isInNumber)
        var rest = text[end...]
        if !(rest.first.map(Self.isEmphasis) ?? false) {
            rest = rest.dropFirst(rest.prefix(Self.maximumLetters).prefix(while: \.isASCIILetter).count)
        }
        let last = rest.startIndex + rest.prefix(3).prefix(while: Self.isEmphasis).count
        let isBeforeWord = last < text.count && WordBytes.isWord(text, last)
        let after = Self.mark(text, rest.startIndex..<last, isInWord: isBeforeWord)
        marks = [before, after].compactMap { $0 }
        isEmphasized = isEmphasized || !marks.isEmpty
    }

    private static func mark(_ text: [UInt8], _ range: Range<Int>, isInWord: Bool) -> TextEdit? {
        let isUnderscore = text[range].allSatisfy { $0 == UInt8(ascii: "_") }
        // An underscore within a word is a part of the word; any other mark is none, and nothing has to stand for it.
        return range.isEmpty || isUnderscore && isInWord ? nil : TextEdit(range, [])
    }
}
