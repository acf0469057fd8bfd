// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import TextNormalization

/// Decodes base64 and base64url (RFC 4648), with or without padding, in one line or wrapped as in mail (RFC 2045).
enum Base64Run {
    /// Ten characters are seven bytes: fewer would be read into many ordinary words.
    static let minimumLength = 10
    /// A line at least so long may go on in the next one.
    private static let minimumLine = 56

    /// What of a run of base64 characters decodes to text: all of it, with the lines that it goes on in, or all of it
    /// alone, or else parts between `/`, `-`, `_` and `+`, which are also what separates words; such a part may be
    /// hexadecimal.
    ///
    /// - Parameter wrapsFrom: where the next run that may go on in other lines can begin: lines that were tried together
    ///   and are no text are not tried together again.
    static func runs(_ text: [UInt8], _ range: Range<Int>, wrapsFrom: inout Int) -> [ViewRun] {
        if range.count >= minimumLine, range.lowerBound >= wrapsFrom {
            switch decode(text, range, mayWrap: true) {
            case .text(let run): return [run]
            case .other(let end): wrapsFrom = end
            }
        }
        if case .text(let run) = decode(text, range, mayWrap: false) { return [run] }
        var runs: [ViewRun] = []
        var start = range.lowerBound
        for end in range.lowerBound...range.upperBound
        where end == range.upperBound || !text[end].isASCIIAlphanumeric {
            if end - start >= minimumLength, end - start < range.count {
                if let run = HexadecimalRun.contiguous(text, start..<end) {
                    runs.append(run)
                } else if case .text(let run) = decode(text, start..<end, mayWrap: false) {
                    runs.append(run)
                }
            }
            start = end + 1
        }
        return runs
    }

    private enum Outcome {
        case text(ViewRun)
        /// No text, which showed before this offset.
        case other(Int)
    }

    private static func decode(_ text: [UInt8], _ range: Range<Int>, mayWrap: Bool) -> Outcome {
        var readable = ReadableText()
        var bits: UInt32 = 0
        var count = 0
        var offset = range.lowerBound
        var line = offset
        while true {
            if offset < text.count, let value = value(text[offset]), mayWrap || offset < range.upperBound {
                bits = bits << 6 | value
                count += 1
                offset += 1
                if count & 3 != 1 {
                    let shift = UInt32(6 - 2 * ((count - 1) & 3))
                    guard readable.append(UInt8(truncatingIfNeeded: bits >> shift)) else { return .other(offset) }
                }
            } else if mayWrap, offset - line >= minimumLine, let next = nextLine(text, offset) {
                offset = next
                line = next
            } else {
                break
            }
        }
        guard range.count >= minimumLength, count & 3 != 1, readable.isComplete else { return .other(offset) }
        while offset < text.count, text[offset] == UInt8(ascii: "="), count & 3 != 0 {
            offset += 1
            count += 1
        }
        return .text(ViewRun(range.lowerBound..<offset, readable.bytes, kind: .base64))
    }

    /// Where the next line of a wrapped run begins; `nil` if the run ends at `offset`.
    private static func nextLine(_ text: [UInt8], _ offset: Int) -> Int? {
        var next = offset
        if next < text.count, text[next] == UInt8(ascii: "\r") { next += 1 }
        guard next < text.count, text[next] == UInt8(ascii: "\n") else { return nil }
        next += 1
        return next < text.count && value(text[next]) != nil ? next : nil
    }

    private static func value(_ byte: UInt8) -> UInt32? {
        if let value = byte.base64URLValue { return UInt32(value) }
        if byte == UInt8(ascii: "+") { return 62 }
        return byte == UInt8(ascii: "/") ? 63 : nil
    }
}
