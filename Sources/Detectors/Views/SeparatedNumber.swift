// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import TextNormalization

/// Digits in groups with nearly anything between them: `158/813/998/21`, `7 7 2 0 8`, `**77**20_819`, lines of a table.
///
/// Patterns know the usual separators and groups; this offers what they cannot know, as the same digits with single
/// spaces, and with nothing, between the groups.
struct SeparatedNumber {
    /// The digits, group by group.
    private(set) var groups: [Range<Int>]
    /// Where emphasis of Markdown touches the number, and what stands for it: nothing within a word, else a space.
    private var marks: [TextEdit] = []
    /// Indices of groups that have more than a usual separator before them.
    private var odd: [Int] = []
    /// What stands for these separators, if they hold emphasis: `**-**` is a hyphen, `**` is nothing.
    private var plainGaps: [Int: [UInt8]] = [:]
    private var looksLikeDate = false
    private var isEmphasized = false

    /// Fewer digits are no identifier, more are a table.
    private static let digitCounts = 6...24
    private static let maximumGap = 8
    /// So many digits in a row are a number by themselves.
    private static let wholeNumber = 9
    /// Marks of emphasis inside a number say that it is one, even a short part of it.
    private static let minimumEmphasized = 4

    /// The numbers of `text`, folded bytes, that can be grouped in another way.
    static func numbers(in text: [UInt8]) -> [SeparatedNumber] {
        var numbers: [SeparatedNumber] = []
        var offset = 0
        let bytes = text.span
        while offset < bytes.count {
            guard bytes[offset].isASCIIDigit else {
                offset += 1
                continue
            }
            let number = SeparatedNumber(text, from: offset)
            offset = number.end
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
        looksLikeDate = Self.isDate(groups.prefix(3).map { Self.value(of: text[$0]) })
        readMarks(text)
    }

    private var start: Int { groups[0].lowerBound }
    private var end: Int { groups[groups.count - 1].upperBound }
    private var area: Range<Int> { min(start, marks.first?.offset ?? start)..<max(end, marks.last?.end ?? end) }

    private var isWorthReading: Bool {
        let digits = groups.reduce(0) { $0 + $1.count }
        guard groups.count > 1 || !marks.isEmpty, digits <= Self.digitCounts.upperBound, !looksLikeDate else {
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
        let gaps = odd.map { TextEdit(groups[$0 - 1].upperBound..<groups[$0].lowerBound, plainGaps[$0] ?? [separator]) }
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
            guard isSeparator(text[index]) else { return nil }
        }
        return nil
    }

    /// White space, and punctuation that says nothing about the number: not `+`, quotation marks, currency, brackets of code.
    private static func isSeparator(_ byte: UInt8) -> Bool {
        " \n\r\t-.,;:/\\|()_*~`'#^!".utf8.contains(byte)
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
        return !isAfterColon && Self.value(of: text[group]) < 24 && Self.value(of: digits) < 60
    }

    private mutating func readEmphasis(_ gap: ArraySlice<UInt8>) {
        guard gap.contains(where: Self.isEmphasis) else { return }
        isEmphasized = true
        let plain = gap.filter { !Self.isEmphasis($0) }
        if Self.isUsual(plain[...]) { plainGaps[groups.count] = plain }
    }

    private static func isEmphasis(_ byte: UInt8) -> Bool { "*`~_".utf8.contains(byte) }

    /// Whether the first three groups are a day, a month and a year, or a year, a month and a day.
    private static func isDate(_ values: [Int]) -> Bool {
        guard values.count == 3 else { return false }
        let years = 1900...2100
        if years.contains(values[0]) { return 1...12 ~= values[1] && 1...31 ~= values[2] }
        return years.contains(values[2]) && min(values[0], values[1]) <= 12 && max(values[0], values[1]) <= 31
    }

    /// The value of up to four digits; 0 for more.
    private static func value(of digits: ArraySlice<UInt8>) -> Int {
        digits.count > 4 ? 0 : digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
    }

    /// Notes emphasis around the number, if it is not a part of a name such as `item_123456`.
    private mutating func readMarks(_ text: [UInt8]) {
        var number = start
        if number > 0, "+(".utf8.contains(text[number - 1]) { number -= 1 }
        var first = number
        while first > 0, Self.isEmphasis(text[first - 1]), number - first < 3 { first -= 1 }
        let before = Self.mark(text, first..<number, isInWord: first > 0 && WordBytes.isWord(text, first - 1))
        var last = end
        while last < text.count, Self.isEmphasis(text[last]), last - end < 3 { last += 1 }
        let after = Self.mark(text, end..<last, isInWord: last < text.count && WordBytes.isWord(text, last))
        marks = [before, after].compactMap { $0 }
    }

    private static func mark(_ text: [UInt8], _ range: Range<Int>, isInWord: Bool) -> TextEdit? {
        let isUnderscore = text[range].allSatisfy { $0 == UInt8(ascii: "_") }
        guard !range.isEmpty, isUnderscore != isInWord else { return nil }
        return TextEdit(range, isInWord ? [] : [UInt8](repeating: UInt8(ascii: " "), count: range.count))
    }
}
