// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A moment in UTC to the millisecond, spelt as RFC 3339 with exactly three decimals: `2026-11-23T18:42:59.123Z`.
package struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Reads the one spelling that `description` writes, years 1970 to 9999; `nil` for anything else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == Self.template.count else { return nil }
        var numbers: [Int64] = [0]
        for (byte, expected) in zip(bytes, Self.template) {
            if expected == UInt8(ascii: "0") {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int64(byte - UInt8(ascii: "0"))
            } else {
                guard byte == expected else { return nil }
                numbers.append(0)
            }
        }
        let seconds = numbers[3] * 3600 + numbers[4] * 60 + numbers[5]
        let days = Self.days(year: numbers[0], month: numbers[1], day: numbers[2])
        let moment = Timestamp(milliseconds: (days * 86_400 + seconds) * 1000 + numbers[6])
        // The calendar decides what is a date: a 31 February comes back as another day.
        guard numbers[0] >= 1970, moment.description == text else { return nil }
        self = moment
    }

    /// A moment outside the years 1970 to 9999 is spelt as the nearest within.
    package var description: String {
        let spelt = min(max(0, milliseconds), 253_402_300_799_999)
        let (days, ofDay) = spelt.quotientAndRemainder(dividingBy: 86_400_000)
        let (year, month, day) = Self.date(days: days)
        let numbers = [year, month, day, ofDay / 3_600_000, ofDay / 60_000 % 60, ofDay / 1000 % 60, ofDay % 1000]
        var text = Self.template
        var field = numbers.endIndex
        var rest: Int64 = 0
        for index in text.indices.reversed() {
            guard text[index] == UInt8(ascii: "0") else {
                field -= 1
                rest = numbers[field]
                continue
            }
            text[index] += UInt8(rest % 10)
            rest /= 10
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Days since 1970-01-01: midnight UTC begins a new one.
    package var day: Int64 { milliseconds / 86_400_000 }

    package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    private static let template = Array("0000-00-00T00:00:00.000Z".utf8)

    /// The proleptic Gregorian calendar counted in eras of 400 years that begin on 1 March 0000.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let ofEra = shifted - era * 400
        let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }

    private static func date(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * ofYear + 2) / 153
        let month = part < 10 ? part + 3 : part - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * part + 2) / 5 + 1)
    }
}
