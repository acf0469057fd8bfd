// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import TextNormalization

/// Finds stretches of a text that are base64, hexadecimal or quoted-printable and decode to readable text.
enum EncodedRuns {
    /// What the pass tells apart; everything else ends a run of letters and digits.
    private enum Kind {
        static let other: UInt8 = 0
        /// A character of base64 or base64url.
        static let base64: UInt8 = 1
        static let equals: UInt8 = 2
        /// What stands between the pairs of `37 37 32` and `37:37:32`.
        static let pairSeparator: UInt8 = 3
    }

    private static let kinds: [UInt8] = (0...255).map { (byte: UInt8) in
        switch byte {
        case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "_"): Kind.base64
        case UInt8(ascii: "="): Kind.equals
        case UInt8(ascii: " "), UInt8(ascii: ":"): Kind.pairSeparator
        default: byte.isASCIIAlphanumeric ? Kind.base64 : Kind.other
        }
    }

    /// The runs of `text`, folded bytes; they may overlap.
    static func runs(in text: [UInt8]) -> [ViewRun] {
        var runs: [ViewRun] = []
        var printable = QuotedPrintableRuns()
        let kinds = kinds
        let bytes = text.span
        var wrapsFrom = 0
        var start = 0
        var offset = 0
        while offset <= bytes.count {
            let kind = offset < bytes.count ? kinds[Int(bytes[offset])] : Kind.other
            if kind == Kind.base64 {
                offset += 1
                continue
            }
            var next = offset + 1
            if offset - start >= min(Base64Run.minimumLength, HexadecimalRun.minimumLength) {
                next = max(next, read(text, start..<offset, wrapsFrom: &wrapsFrom, into: &runs))
            }
            if kind == Kind.equals {
                next = max(next, printable.read(text, at: offset))
            } else if kind == Kind.pairSeparator, let run = HexadecimalRun.separated(text, separator: offset) {
                runs.append(run)
                next = run.area.upperBound
            }
            start = next
            offset = next
        }
        return runs + printable.runs
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
}
