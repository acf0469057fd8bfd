// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching

/// Finds runs of hexadecimal digits and colons that can be version 6 addresses; a validator parses them.
struct IPv6Scanner: CandidateScanner {
    let name = "ipv6"
    let variants = ["address"]

    /// The longest spelling: six groups and a version 4 tail.
    private static let maximumLength = 45

    func scan(_ text: [UInt8], report: (_ variant: Int, _ span: Range<Int>) -> Void) {
        var next = 0
        while let colon = ByteSearch.byte(UInt8(ascii: ":"), in: text, from: next) {
            var start = colon
            while start > next, Self.isPart(text[start - 1]) { start -= 1 }
            var end = colon
            while end < text.count, Self.isPart(text[end]) { end += 1 }
            next = end
            // A full stop or a single colon at the end belongs to the sentence.
            while end > start, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
            if end - start > 2, text[end - 1] == UInt8(ascii: ":"), text[end - 2] != UInt8(ascii: ":") { end -= 1 }
            guard (6...Self.maximumLength).contains(end - start), !Self.isInsideWord(text, start, end),
                text[start..<end].filter({ $0 == UInt8(ascii: ":") }).count >= 2
            else { continue }
            report(0, start..<end)
        }
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        byte.hexadecimalValue != nil || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
    }

    private static func isInsideWord(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
        (start > 0 && isWord(text[start - 1])) || (end < text.count && isWord(text[end]))
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte.isASCIIAlphanumeric || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
}
