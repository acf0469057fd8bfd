// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Reads dates of birth that are told in words: «пятого мая восьмидесятого года», "the fifth of May 1980", «الخامس من مايو 1980» are
/// `5 мая 1980`, `5 May 1980`, `5 مايو 1980`.
enum SpokenDates {
    /// The dates of `text`, folded bytes, near words of birth.
    static func runs(in text: [UInt8]) -> [ViewRun] {
        BirthWords.shared.ranges(in: text).flatMap { range in
            let tokens = DateWords.shared.tokens(in: text, range: range)
            return tokens.indices.compactMap { index in
                tokens[index].word == .month ? SpokenDate(tokens, month: index, in: text)?.run(in: text) : nil
            }
        }
    }
}

/// A day, a month and perhaps a year, of which a word or more is no number in digits.
struct SpokenDate {
    private let day: Int
    private let month: DateToken
    private let year: Int?
    private let area: Range<Int>

    /// The date round the name of a month; `nil` where no day stands beside it, or all of it is in digits.
    init?(_ tokens: [DateToken], month index: Int, in text: [UInt8]) {
        let row = DateRow(tokens: tokens, text: text)
        guard let day = row.day(before: index) ?? row.day(after: index) else { return nil }
        let year = row.year(after: max(index, day.tokens.upperBound - 1))
        guard day.isSpoken || year?.isSpoken == true else { return nil }
        self.day = day.value
        self.year = year?.value
        month = tokens[index]
        let first = min(index, day.tokens.lowerBound)
        let last = max(index, day.tokens.upperBound - 1, (year?.tokens.upperBound ?? 0) - 1)
        area = tokens[first].range.lowerBound..<tokens[last].range.upperBound
    }

    /// The same in digits, with the month as it stands.
    func run(in text: [UInt8]) -> ViewRun {
        let end = year.map { " \($0)" } ?? ""
        return ViewRun(area, Array("\(day) ".utf8) + text[month.range] + Array(end.utf8), kind: .spokenDate)
    }
}
