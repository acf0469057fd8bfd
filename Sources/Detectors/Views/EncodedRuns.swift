// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
import TextNormalization

/// Finds stretches of a text that are base64, hexadecimal or quoted-printable and decode to readable text.
///
/// Each search looks at one byte in several and goes on from there only if it can be inside a run: ordinary text costs
/// less than a nanosecond a byte.
enum EncodedRuns {
    /// The runs of `text`, folded bytes; they may overlap.
    static func runs(in text: [UInt8]) -> [ViewRun] {
        var runs = contiguous(in: text)
        runs += separated(in: text)
        runs += printable(in: text)
        return runs
    }

    /// Whether a byte is a character of base64 or base64url.
    private static let isBase64: [Bool] = (0...255).map { (byte: UInt8) in
        byte.isASCIIAlphanumeric || "+/-_".utf8.contains(byte)
    }

    private static func contiguous(in text: [UInt8]) -> [ViewRun] {
        var runs: [ViewRun] = []
        var wrapsFrom = 0
        let isBase64 = isBase64
        let bytes = text.span
        let length = min(Base64Run.minimumLength, HexadecimalRun.minimumLength)
        var floor = 0
        var probe = length - 1
        while probe < bytes.count {
            guard isBase64[Int(bytes[probe])] else {
                floor = probe + 1
                probe += length
                continue
            }
            var start = probe
            while start > floor, isBase64[Int(bytes[start - 1])] { start -= 1 }
            var end = probe + 1
            while end < bytes.count, isBase64[Int(bytes[end])] { end += 1 }
            floor = end
            if end - start >= length { floor = read(text, start..<end, wrapsFrom: &wrapsFrom, into: &runs) }
            probe = floor + length - 1
        }
        return runs
    }

    /// Reads a run of letters and digits; where what was read ends.
    private static func read(
        _ text: [UInt8], _ range: Range<Int>, wrapsFrom: inout Int, into runs: inout [ViewRun]
    ) -> Int {
        if let run = HexadecimalRun.contiguous(text, range) {
            runs.append(run)
            return run.area.upperBound
        }
        let found = Base64Run.runs(text, range, wrapsFrom: &wrapsFrom)
        runs += found
        return max(range.upperBound, found.last?.area.upperBound ?? 0)
    }

    /// Pairs of digits with spaces or colons between them: one of any three bytes in a row of them is a separator.
    private static func separated(in text: [UInt8]) -> [ViewRun] {
        var runs: [ViewRun] = []
        let bytes = text.span
        var probe = HexadecimalRun.probeDistance
        while probe + 5 < bytes.count {
            if bytes[probe].hexadecimalValue != nil || bytes[probe] == 0x20 || bytes[probe] == UInt8(ascii: ":"),
                let separator = (probe..<probe + 3).first(where: { HexadecimalRun.isSeparator(text, at: $0) }),
                let run = HexadecimalRun.separated(text, around: separator, after: runs.last?.area.upperBound ?? 0)
            {
                runs.append(run)
                probe = run.area.upperBound
            }
            probe += HexadecimalRun.probeDistance
        }
        return runs
    }

    private static func printable(in text: [UInt8]) -> [ViewRun] {
        let equals = UInt8(ascii: "=")
        var reader = QuotedPrintableRuns()
        var offset = 0
        while let sign = ByteSearch.byte(equals, in: text, from: offset) {
            offset = max(sign + 1, reader.read(text, at: sign))
        }
        return reader.runs
    }
}
