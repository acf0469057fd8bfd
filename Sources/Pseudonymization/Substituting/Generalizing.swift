// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore

/// Says less of a value, and nothing false: a year, an age band, a calling code, a network, a degree, a town. What it
/// cannot read it does not guess at: `nil`, and the value is redacted.
enum Generalizing {
    /// - Parameters:
    ///   - value: folded.
    ///   - label: the canonical label of the type, by which kinds of values are told apart.
    ///   - today: the day of the request.
    static func general(
        _ value: [UInt8], label: String, engine: DetectionEngine?, on today: CalendarDay
    ) -> [UInt8]? {
        switch label {
        case "DATE": year(of: value, on: today)
        case "AGE": band(of: value)
        case "PHONE": callingCode(of: value)
        case "IP": network(of: value)
        case "LOCATION": degrees(of: value)
        case "ADDRESS": engine?.locality(of: value)
        default: nil
        }
    }

    /// The one group of four digits that can be a year, Gregorian or Hijri.
    ///
    /// None that is 90 years and more ago: it would say an age that `band` does not say (45 CFR 164.514 (b)(2)(i)(C)).
    private static func year(of value: [UInt8], on today: CalendarDay) -> [UInt8]? {
        let years = digitGroups(in: value).filter { $0.count == 4 && (1_300...2_199).contains(number($0)) }
        guard years.count == 1 else { return nil }
        let written = number(years[0])
        // 100 Hijri years are 97 Gregorian ones.
        let gregorian = written < firstGregorianYear ? 622 + written * 97 / 100 : written
        return gregorian > today.year - 90 ? years[0] : nil
    }

    /// Before it a year of four digits is taken for a Hijri one.
    private static let firstGregorianYear = 1_500

    /// `30-39`; from 90 on one band (45 CFR 164.514 (b)(2)(i)(C)).
    private static func band(of value: [UInt8]) -> [UInt8]? {
        let groups = digitGroups(in: value)
        guard groups.count == 1, groups[0].count <= 3 else { return nil }
        let age = number(groups[0])
        return Array((age >= 90 ? "90+" : "\(age / 10 * 10)-\(age / 10 * 10 + 9)").utf8)
    }

    /// `+7`, for a number that brings its code (ITU-T E.164), and for a Russian one that begins with the trunk prefix 8.
    private static func callingCode(of value: [UInt8]) -> [UInt8]? {
        var digits = value.filter(ASCII.isDigit)
        let isInternational = value.first { $0 != UInt8(ascii: "(") && $0 != 0x20 } == UInt8(ascii: "+")
        if !isInternational {
            if digits.count == 11, digits.first == UInt8(ascii: "8") { return Array("+7".utf8) }
            guard digits.starts(with: "00".utf8) else { return nil }
            digits.removeFirst(2)
        }
        guard digits.count >= 7, digits[0] != UInt8(ascii: "0") else { return nil }
        let length = "17".utf8.contains(digits[0]) ? 1 : twoDigitCodes.contains(number(Array(digits[..<2]))) ? 2 : 3
        return [UInt8(ascii: "+")] + digits[..<length]
    }

    /// Calling codes of two digits; 1 and 7 have one, all others three (ITU-T E.164 annex).
    private static let twoDigitCodes: Set<Int> = Set(
        [20, 27, 30, 31, 32, 33, 34, 36, 39, 60, 61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98]
            + (40...41) + (43...49) + (51...58))

    /// `203.0.0.0/16`, or the first two groups of version 6.
    private static func network(of value: [UInt8]) -> [UInt8]? {
        let four = value.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        if four.count == 4, four.allSatisfy({ (1...3).contains($0.count) && $0.allSatisfy(ASCII.isDigit) }) {
            return Array(four[0]) + [UInt8(ascii: ".")] + Array(four[1]) + Array(".0.0/16".utf8)
        }
        let six = value.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard six.count >= 3, six[..<2].allSatisfy({ (1...4).contains($0.count) && $0.allSatisfy(isHexadecimal) })
        else {
            return nil
        }
        return Array(six[0]) + [UInt8(ascii: ":")] + Array(six[1]) + Array("::/32".utf8)
    }

    /// `55, 37`: the whole degrees of one or two decimal numbers.
    private static func degrees(of value: [UInt8]) -> [UInt8]? {
        let allowed = value.allSatisfy { ASCII.isDigit($0) || "+-.,; \u{B0}".utf8.contains($0) }
        guard allowed else { return nil }
        var numbers: [[UInt8]] = []
        for part in value.split(whereSeparator: { $0 == UInt8(ascii: ";") || $0 == 0x20 }) {
            var part = part[...]
            while part.last == UInt8(ascii: ",") { part.removeLast() }
            let sides = part.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            guard sides.count == 2, let first = part.first else { return nil }
            let whole = sides[0].filter(ASCII.isDigit)
            guard (1...3).contains(whole.count), sides[0].count <= whole.count + 1 else { return nil }
            numbers.append((first == UInt8(ascii: "-") ? [first] : []) + whole)
        }
        guard (1...2).contains(numbers.count) else { return nil }
        return Array(numbers.joined(separator: Array(", ".utf8)))
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool { ASCII.hexValue(byte) != nil }

    private static func digitGroups(in value: [UInt8]) -> [[UInt8]] {
        value.split { !ASCII.isDigit($0) }.map(Array.init)
    }

    private static func number(_ digits: [UInt8]) -> Int { digits.reduce(0) { min($0, 99_999) * 10 + Int($1 - 0x30) } }
}
