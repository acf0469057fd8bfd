// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
import TextNormalization

/// Joins words that a hyphen breaks at the end of a line: «Ива-⏎нов», "ivan.pet-⏎rov@mail.example". A word goes on in small
/// letters; the second half of a double name does not. Numbers are read with anything between their digits anyway.
enum BrokenWordRuns {
    /// What is left of a word before the hyphen, and follows it, at least, in bytes.
    private static let shortest = 2
    private static let longest = 64

    /// The broken words of `text`, folded bytes.
    static func runs(in text: [UInt8]) -> [ViewRun] {
        var runs: [ViewRun] = []
        var next = 0
        while let newline = ByteSearch.byte(UInt8(ascii: "\n"), in: text, from: next) {
            next = newline + 1
            if let run = run(in: text, at: newline) { runs.append(run) }
        }
        return runs
    }

    private static func run(in text: [UInt8], at newline: Int) -> ViewRun? {
        var hyphen = newline - 1
        if hyphen > 0, text[hyphen] == 0x0D { hyphen -= 1 }
        guard hyphen >= shortest, text[hyphen] == UInt8(ascii: "-"), WordBytes.isWord(text, hyphen - 1) else {
            return nil
        }
        var start = newline + 1
        while start < text.count, isIndent(text[start]) { start += 1 }
        guard start < text.count, let letter = NameLetter(at: start, in: text), !letter.isCapital else { return nil }
        let area = wordStart(text, before: hyphen)..<wordEnd(text, from: start)
        guard hyphen - area.lowerBound >= shortest, area.upperBound - start >= shortest else { return nil }
        return ViewRun(area: area, edits: [TextEdit(hyphen..<start, [])], kind: .brokenWord)
    }

    /// White space at the start of a line, with the marks of quoted mail.
    private static func isIndent(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: ">") }

    private static func wordStart(_ text: [UInt8], before end: Int) -> Int {
        var start = end
        while start > 0, end - start < longest, text[start - 1] > 0x20 { start -= 1 }
        while start < end, text[start].isContinuation { start += 1 }
        return start
    }

    private static func wordEnd(_ text: [UInt8], from start: Int) -> Int {
        var end = start
        while end < text.count, end - start < longest, text[end] > 0x20 { end += 1 }
        while end > start, end < text.count, text[end].isContinuation { end -= 1 }
        return end
    }
}
