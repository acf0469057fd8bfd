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
    /// Where an underscore of Markdown touches the number.
    private var marks: [Range<Int>] = []
    /// Indices of groups that have more than a usual separator before them.
    private var odd: [Int] = []
    private var looksLikeDate = false

    /// Fewer digits are no identifier, more are a table.
    private static let digitCounts = 6...24
    private static let maximumGap = 8

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
            guard let next = Self.nextGroup(text, from: offset) else { break }
            if Self.isTime(text, groups[groups.count - 1], next) { break }
            if !Self.isUsual(text[offset..<next]) { odd.append(groups.count) }
            offset = next
        }
        looksLikeDate = Self.isDate(groups.prefix(3).map { Self.value(of: text[$0]) })
        readMarks(text)
    }

    private var start: Int { groups[0].lowerBound }
    private var end: Int { groups[groups.count - 1].upperBound }
    private var area: Range<Int> { (marks.first?.lowerBound ?? start)..<max(end, marks.last?.upperBound ?? 0) }

    private var isWorthReading: Bool {
        let digits = groups.reduce(0) { $0 + $1.count }
        return (groups.count > 1 || !marks.isEmpty) && Self.digitCounts.contains(digits) && !looksLikeDate
    }

    /// With a space for each unusual separator; `nil` if there is none.
    var spaced: ViewRun? {
        if odd.isEmpty, marks.isEmpty { return nil }
        let gaps = odd.map { groups[$0 - 1].upperBound..<groups[$0].lowerBound }
        return run(gaps.map { TextEdit($0, [UInt8(ascii: " ")]) }, kind: .separators)
    }

    /// With nothing between the groups; `nil` for a single group.
    var joined: ViewRun? {
        guard groups.count > 1 else { return nil }
        let gaps = zip(groups, groups.dropFirst()).map { $0.upperBound..<$1.lowerBound }
        return run(gaps.map { TextEdit($0, []) }, kind: .joinedDigits)
    }

    private func run(_ edits: [TextEdit], kind: ViewKind) -> ViewRun {
        let edges = marks.map { TextEdit($0, [UInt8](repeating: UInt8(ascii: " "), count: $0.count)) }
        return ViewRun(area: area, edits: (edges + edits).sorted { $0.offset < $1.offset }, kind: kind)
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

    /// Whether a colon between two short groups makes them a time of day.
    private static func isTime(_ text: [UInt8], _ group: Range<Int>, _ next: Int) -> Bool {
        guard next - group.upperBound == 1, text[group.upperBound] == UInt8(ascii: ":"), group.count <= 2 else {
            return false
        }
        let digits = text[next...].prefix { $0.isASCIIDigit }
        return digits.count == 2 && digits.first.map { $0 < UInt8(ascii: "6") } == true
    }

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

    /// Notes underscores around the number, if they are not a part of a name such as `item_123456`.
    private mutating func readMarks(_ text: [UInt8]) {
        var first = start
        while first > 0, text[first - 1] == UInt8(ascii: "_"), start - first < 3 { first -= 1 }
        if first < start, first == 0 || !WordBytes.isWord(text, first - 1) { marks.append(first..<start) }
        var last = end
        while last < text.count, text[last] == UInt8(ascii: "_"), last - end < 3 { last += 1 }
        if last > end, last == text.count || !WordBytes.isWord(text, last) { marks.append(end..<last) }
    }
}
