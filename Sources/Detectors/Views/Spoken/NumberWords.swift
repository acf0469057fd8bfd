// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import TextNormalization

/// Reads words that follow each other as the digits they say: «восемь девятьсот двенадцать» is `8 912`.
enum NumberWords {
    /// Bytes that may stand between two words of one number.
    static let maximumGap = 6
    /// Fewer digits are a count or a year.
    private static let minimumDigits = 6

    static func runs(of tokens: [SpokenToken], in text: [UInt8]) -> [ViewRun] {
        var runs: [ViewRun] = []
        var start = 0
        for index in 1...tokens.count {
            let goesOn =
                index < tokens.count && mayStand(text, between: tokens[index - 1], and: tokens[index])
            if goesOn { continue }
            if index - start > 1, let run = run(tokens[start..<index], in: text) { runs.append(run) }
            start = index
        }
        return runs
    }

    /// Whether only spaces and light punctuation stand between two words.
    private static func mayStand(_ text: [UInt8], between left: SpokenToken, and right: SpokenToken) -> Bool {
        if case .at = right.word { return false }
        if case .at = left.word { return false }
        let gap = text[left.range.upperBound..<right.range.lowerBound]
        return gap.count <= maximumGap && gap.allSatisfy { " \n\t\r,.;:-/()+\"'*_".utf8.contains($0) }
    }

    private static func run(_ tokens: ArraySlice<SpokenToken>, in text: [UInt8]) -> ViewRun? {
        var groups = SpokenGroups(tokens, in: text).groups
        while let last = groups.last, !last.isNumber { groups.removeLast() }
        while let first = groups.first, !first.isNumber, first.text != [UInt8(ascii: "+")] { groups.removeFirst() }
        let digits = groups.reduce(0) { $0 + ($1.isNumber ? $1.text.count : 0) }
        guard digits >= minimumDigits, groups.contains(where: \.isSpoken), let first = groups.first,
            let last = groups.last
        else { return nil }
        var edits: [TextEdit] = []
        for (index, group) in groups.enumerated() {
            if index > 0, let gap = gap(between: groups[index - 1], and: group, in: text) { edits.append(gap) }
            if group.isSpoken { edits.append(TextEdit(group.range, group.text)) }
        }
        return ViewRun(area: first.range.lowerBound..<last.range.upperBound, edits: edits, kind: .numberWords)
    }

    /// What stands between two groups: nothing beside a sign, else a hyphen where there is one, else a space.
    private static func gap(
        between left: SpokenGroups.Group, and right: SpokenGroups.Group, in text: [UInt8]
    ) -> TextEdit? {
        let range = left.range.upperBound..<right.range.lowerBound
        if range.isEmpty { return nil }
        if !left.isNumber || !right.isNumber { return TextEdit(range, []) }
        let hasHyphen = text[range].contains(UInt8(ascii: "-"))
        let wanted = [hasHyphen ? UInt8(ascii: "-") : UInt8(ascii: " ")]
        return text[range].elementsEqual(wanted) ? nil : TextEdit(range, wanted)
    }
}
