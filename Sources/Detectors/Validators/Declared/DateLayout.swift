// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

/// A date inside a value: the places of its parts, and what some registers add to month or day for sex and century.
struct DateLayout: Sendable {
    private let years: [Int]
    private let months: [Int]
    private let days: [Int]
    private let monthsPlus: [Int]
    private let daysPlus: [Int]

    /// Years that a full year may be.
    private static let plausibleYears = 1890...2060

    /// `layout`: a letter for each place, Y, M and D where the date stands, as in `.YYMMDD.....`.
    init(_ node: YAMLNode) throws(DocumentError) {
        let keys = try node.mapping(keys: ["layout", "months_plus", "days_plus"])
        let layout = Array(try keys.required("layout").string().utf8)
        func places(_ letter: Unicode.Scalar) -> [Int] { layout.indices.filter { layout[$0] == UInt8(ascii: letter) } }
        (years, months, days) = (places("Y"), places("M"), places("D"))
        guard [0, 2, 4].contains(years.count), months.count == 2, [0, 2].contains(days.count) else {
            throw node.error(.invalidValue, "a layout has MM, and perhaps YY or YYYY and DD")
        }
        monthsPlus = [0] + (try Self.integers(keys.optional("months_plus")))
        daysPlus = [0] + (try Self.integers(keys.optional("days_plus")))
    }

    func accepts(_ value: [UInt8]) -> Bool {
        guard let month = number(months, in: value), let year = number(years, in: value),
            let day = number(days, in: value)
        else { return false }
        if years.count == 4, !Self.plausibleYears.contains(year) { return false }
        // Of two digits either century may be meant; without a year a leap day may be.
        let candidates = years.count == 4 ? [year] : years.isEmpty ? [2000] : [1900 + year, 2000 + year]
        return monthsPlus.contains { plusMonth in
            daysPlus.contains { plusDay in
                candidates.contains {
                    CalendarDate.exists(
                        year: $0, month: month - plusMonth, day: days.isEmpty ? 1 : day - plusDay)
                }
            }
        }
    }

    /// The digits at `places` as a number, 0 for no places.
    private func number(_ places: [Int], in value: [UInt8]) -> Int? {
        var number = 0
        for place in places {
            guard place < value.count, value[place].isASCIIDigit else { return nil }
            number = number * 10 + Int(value[place] &- 0x30)
        }
        return number
    }

    private static func integers(_ node: YAMLNode?) throws(DocumentError) -> [Int] {
        var numbers: [Int] = []
        for element in try node?.elements() ?? [] { numbers.append(try element.integer()) }
        return numbers
    }
}
