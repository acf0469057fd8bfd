// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Dates on which a living person can have been born, in every usual order of day, month and year.
package enum BirthDate {
    /// Nobody alive is older, and who is not born yet has no data.
    private static let gregorianYears = 1900...2035
    /// The same span in the Hijri years: solar ones of Iran from 1279, lunar ones up to 1460.
    private static let hijriYears = 1279...1460

    /// Whether the text is a date, a day with a month, or a year that somebody's birth can have.
    ///
    /// A month may be a word: whoever wrote the pattern knows that it is one. What follows as a time of day is ignored.
    package static func isPlausible(_ text: [UInt8]) -> Bool {
        let (numbers, hasWord) = parts(of: text)
        switch numbers.count {
        case 1 where numbers[0].count == 8: return isCompact(numbers[0])
        // A day with the name of its month, or a year.
        case 1: return isYear(numbers[0]) || (hasWord && isDay(numbers[0]))
        case 2 where hasWord: return isDayAndYear(numbers)
        case 2: return exists(2000, numbers[1], numbers[0]) || exists(2000, numbers[0], numbers[1])
        case 3...: return isDate(Array(numbers[..<3]))
        default: return false
        }
    }

    /// The numbers before a time of day, and whether a word stands between or before them.
    private static func parts(of text: [UInt8]) -> (numbers: [ArraySlice<UInt8>], hasWord: Bool) {
        var numbers: [ArraySlice<UInt8>] = []
        var hasWord = false
        var index = 0
        while index < text.count {
            if text[index].isASCIIDigit {
                let end = text[index...].firstIndex { !$0.isASCIIDigit } ?? text.count
                // A colon after a number: hours and minutes.
                if end < text.count, text[end] == UInt8(ascii: ":") { break }
                numbers.append(text[index..<end])
                index = end
            } else {
                hasWord = hasWord || text[index].isASCIILetter || text[index].isBeyondASCII
                index += 1
            }
        }
        return (numbers, hasWord)
    }

    private static func isDate(_ parts: [ArraySlice<UInt8>]) -> Bool {
        if parts[0].count == 4 {
            return exists(parts[0], parts[1], parts[2]) || exists(parts[0], parts[2], parts[1])
        }
        return exists(parts[2], parts[1], parts[0]) || exists(parts[2], parts[0], parts[1])
            || (parts[2].count == 2 && parts[0].count == 2 && exists(parts[0], parts[1], parts[2]))
    }

    private static func isDayAndYear(_ parts: [ArraySlice<UInt8>]) -> Bool {
        let (day, year) = parts[0].count == 4 ? (parts[1], parts[0]) : (parts[0], parts[1])
        return isDay(day) && (isYear(year) || year.count == 2)
    }

    private static func isDay(_ digits: ArraySlice<UInt8>) -> Bool {
        digits.count <= 2 && (1...31).contains(value(digits))
    }

    private static func isCompact(_ digits: ArraySlice<UInt8>) -> Bool {
        let text = Array(digits)
        return exists(text[0..<4], text[4..<6], text[6..<8]) || exists(text[4..<8], text[2..<4], text[0..<2])
    }

    private static func isYear(_ digits: ArraySlice<UInt8>) -> Bool {
        digits.count == 4 && (gregorianYears.contains(value(digits)) || hijriYears.contains(value(digits)))
    }

    private static func exists(
        _ year: ArraySlice<UInt8>, _ month: ArraySlice<UInt8>, _ day: ArraySlice<UInt8>
    ) -> Bool {
        guard year.count == 4 ? isYear(year) : year.count == 2 else { return false }
        let number = value(year)
        // Of two digits either century may be meant, and a Hijri year too.
        let years = year.count == 4 ? [number] : [1900 + number, 2000 + number, 1300 + number]
        return years.contains { exists($0, month, day) }
    }

    /// Hijri months have up to 31 days in Iran, up to 30 elsewhere; the calendar of a year is not computed.
    private static func exists(_ year: Int, _ month: ArraySlice<UInt8>, _ day: ArraySlice<UInt8>) -> Bool {
        guard month.count <= 2, day.count <= 2 else { return false }
        if hijriYears.contains(year) { return (1...12).contains(value(month)) && (1...31).contains(value(day)) }
        return CalendarDate.exists(year: year, month: value(month), day: value(day))
    }

    /// A number of up to eight digits; a longer one is none of a date.
    private static func value(_ digits: ArraySlice<UInt8>) -> Int {
        digits.count > 8 ? -1 : digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
    }
}
