// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
import TextNormalization

/// Numbers that a program printed with an exponent, `7.9161234567E10`, as tables and logs hold long numbers: written out.
enum ScientificRuns {
    /// The digits behind the point, at least, and all digits written out, at most.
    private static let leastFraction = 5
    private static let mostDigits = 25

    /// The numbers of `text`, folded bytes.
    static func runs(in text: [UInt8]) -> [ViewRun] {
        var runs: [ViewRun] = []
        var offset = ByteSearch.digit(in: text, from: 0)
        while offset < text.count {
            let end = digitsEnd(text, from: offset)
            if let run = run(in: text, from: offset, point: end) {
                runs.append(run)
                offset = run.area.upperBound
            } else {
                offset = end
            }
            offset = ByteSearch.digit(in: text, from: offset)
        }
        return runs
    }

    private static func run(in text: [UInt8], from start: Int, point: Int) -> ViewRun? {
        guard point + 1 < text.count, text[point] == UInt8(ascii: ".") || text[point] == UInt8(ascii: ",") else {
            return nil
        }
        let mark = digitsEnd(text, from: point + 1)
        let fraction = mark - point - 1
        guard fraction >= leastFraction, mark + 1 < text.count, text[mark] | 0x20 == UInt8(ascii: "e") else {
            return nil
        }
        let first = text[mark + 1] == UInt8(ascii: "+") ? mark + 2 : mark + 1
        let end = digitsEnd(text, from: first)
        guard (1...2).contains(end - first), start == 0 || !WordBytes.isWord(text, start - 1),
            end == text.count || !WordBytes.isWord(text, end)
        else { return nil }
        let exponent = text[first..<end].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        guard exponent >= fraction, point - start + exponent <= mostDigits else { return nil }
        // With the last digit, so that a finding holds the exponent.
        let last = [text[mark - 1]] + [UInt8](repeating: UInt8(ascii: "0"), count: exponent - fraction)
        return ViewRun(
            area: start..<end, edits: [TextEdit(point..<point + 1, []), TextEdit(mark - 1..<end, last)],
            kind: .exponent)
    }

    private static func digitsEnd(_ text: [UInt8], from offset: Int) -> Int {
        var end = offset
        while end < text.count, text[end].isASCIIDigit { end += 1 }
        return end
    }
}
