// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Looks in outgoing bytes for identifiers that chance hardly makes: written in their usual groups, with a checksum
/// that agrees. A net below the detectors, with code of its own.
enum ChecksumScan {
    /// Calls `report` with every place.
    static func find(in text: [UInt8], report: (Range<Int>) -> Void) {
        var previous: UInt8 = 0
        for index in text.indices {
            let byte = text[index]
            defer { previous = byte }
            guard ASCII.isAlphanumeric(byte), !ASCII.isAlphanumeric(previous) else { continue }
            if ASCII.isDigit(byte) {
                if let end = card(text, at: index) ?? snils(text, at: index) { report(index..<end) }
            } else if let end = iban(text, at: index) {
                report(index..<end)
            }
        }
    }

    /// 4-4-4-4 or 4-6-5 digits with one kind of separator, an issuer's first digit (ISO/IEC 7812), Luhn.
    private static func card(_ text: [UInt8], at start: Int) -> Int? {
        for groups in [[4, 4, 4, 4], [4, 6, 5]] {
            guard let (digits, end) = grouped(text, at: start, groups, separators: [0x20, UInt8(ascii: "-")]) else {
                continue
            }
            let isIssuer = groups.count == 3 ? digits[0] == 3 : (2...6).contains(digits[0])
            if isIssuer, digits.contains(where: { $0 != digits[0] }), luhn(digits) { return end }
        }
        return nil
    }

    /// 123-456-789 00 (order of the Pension Fund's board, check number of two digits).
    private static func snils(_ text: [UInt8], at start: Int) -> Int? {
        guard let (head, end) = grouped(text, at: start, [3, 3, 3], separators: [UInt8(ascii: "-")], isClosed: false),
            end + 3 <= text.count, text[end] == 0x20 || text[end] == UInt8(ascii: "-"),
            let (tail, last) = grouped(text, at: end + 1, [2], separators: [])
        else { return nil }
        let number = head.reduce(0) { $0 * 10 + $1 }
        let sum = head.enumerated().reduce(0) { $0 + $1.element * (9 - $1.offset) }
        let check = sum % 101 == 100 ? 0 : sum % 101
        return number > 1_001_998 && check == tail[0] * 10 + tail[1] ? last : nil
    }

    /// An IBAN (ISO 13616) of a country's own length, in one piece or in groups of four.
    private static func iban(_ text: [UInt8], at start: Int) -> Int? {
        guard start + 15 <= text.count, ASCII.isDigit(text[start + 2]), ASCII.isDigit(text[start + 3]),
            let length = ibanLengths[Array(text[start..<(start + 2)])]
        else { return nil }
        var characters: [UInt8] = []
        var index = start
        while index < text.count, characters.count < length {
            let byte = text[index]
            if byte == 0x20, characters.count % 4 == 0, index > start, text[index - 1] != 0x20 {
                index += 1
                continue
            }
            guard ASCII.isDigit(byte) || (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")) else { return nil }
            characters.append(byte)
            index += 1
        }
        guard characters.count == length, index == text.count || !ASCII.isAlphanumeric(text[index]) else { return nil }
        let remainder = (characters[4...] + characters[..<4]).reduce(0) { remainder, byte in
            ASCII.isDigit(byte)
                ? (remainder * 10 + Int(byte) - 48) % 97 : (remainder * 100 + Int(byte) - 55) % 97
        }
        return remainder == 1 ? index : nil
    }

    /// Digits in groups of given sizes with one and the same separator between them, and none before or after.
    private static func grouped(
        _ text: [UInt8], at start: Int, _ groups: [Int], separators: [UInt8], isClosed: Bool = true
    ) -> (digits: [Int], end: Int)? {
        var digits: [Int] = []
        var index = start
        var separator: UInt8?
        for (number, size) in groups.enumerated() {
            if number > 0 {
                guard index < text.count, separators.contains(text[index]), text[index] == separator ?? text[index]
                else { return nil }
                separator = text[index]
                index += 1
            }
            guard index + size <= text.count else { return nil }
            for byte in text[index..<(index + size)] {
                guard ASCII.isDigit(byte) else { return nil }
                digits.append(Int(byte) - 48)
            }
            index += size
        }
        if isClosed, index < text.count, ASCII.isAlphanumeric(text[index]) { return nil }
        return (digits, index)
    }

    private static func luhn(_ digits: [Int]) -> Bool {
        digits.reversed().enumerated().reduce(0) { sum, digit in
            let doubled = digit.offset % 2 == 0 ? digit.element : digit.element * 2
            return sum + (doubled > 9 ? doubled - 9 : doubled)
        } % 10 == 0
    }

    /// Lengths by country from the SWIFT IBAN registry, release 99.
    private static let ibanLengths: [[UInt8]: Int] = {
        let lengths = """
            AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 \
            EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 \
            KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 \
            PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 \
            UA29 VA22 VG24 XK20 YE30
            """
        return Dictionary(
            uniqueKeysWithValues: lengths.split(separator: " ").compactMap { entry in
                Int(entry.dropFirst(2)).map { (Array(entry.prefix(2).utf8), $0) }
            })
    }()
}
