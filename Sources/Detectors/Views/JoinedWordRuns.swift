// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
import TextNormalization

/// Words that underscores join, as names of files and identifiers have them, with spaces instead: `Резюме_Иванов_Пётр.docx`,
/// `Ivan_Petrov`, `user_79161234567`.
enum JoinedWordRuns {
    private static let longest = 128
    /// A row of so many digits is a number by itself.
    private static let wholeNumber = 9

    /// The rows of `text`, folded bytes, in which two words are capitalized or Arabic, or one is a long number.
    static func runs(in text: [UInt8]) -> [ViewRun] {
        var runs: [ViewRun] = []
        var next = 0
        while let mark = ByteSearch.byte(UInt8(ascii: "_"), in: text, from: next) {
            let area = row(in: text, around: mark, from: next)
            next = max(area.upperBound, mark + 1)
            if area.count <= longest, let run = run(text, area) { runs.append(run) }
        }
        return runs
    }

    private static func row(in text: [UInt8], around mark: Int, from first: Int) -> Range<Int> {
        var start = mark
        while start > first, mark - start <= longest, isPart(text[start - 1]) { start -= 1 }
        var end = mark + 1
        while end < text.count, end - mark <= longest, isPart(text[end]) { end += 1 }
        return start..<end
    }

    /// A letter, digit or underscore; every byte of a character beyond ASCII.
    private static func isPart(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte.isASCIIAlphanumeric || byte == UInt8(ascii: "_")
    }

    private static func run(_ text: [UInt8], _ area: Range<Int>) -> ViewRun? {
        var words = 0
        var hasNumber = false
        var edits: [TextEdit] = []
        var start = area.lowerBound
        for offset in area.lowerBound...area.upperBound {
            guard offset == area.upperBound || text[offset] == UInt8(ascii: "_") else { continue }
            if offset > start {
                words += isName(text, start..<offset) ? 1 : 0
                hasNumber = hasNumber || isLongNumber(text[start..<offset])
            }
            if offset < area.upperBound { edits.append(TextEdit(offset..<offset + 1, [0x20])) }
            start = offset + 1
        }
        return words >= 2 || hasNumber ? ViewRun(area: area, edits: edits, kind: .joinedWords) : nil
    }

    /// Whether a word begins with a capital and goes on in small letters, or is Arabic.
    private static func isName(_ text: [UInt8], _ word: Range<Int>) -> Bool {
        guard let first = NameLetter(at: word.lowerBound, in: text) else { return false }
        if first.script == .arabic { return true }
        guard first.isCapital, word.lowerBound + first.length < word.upperBound,
            let second = NameLetter(at: word.lowerBound + first.length, in: text)
        else { return false }
        return !second.isCapital
    }

    private static func isLongNumber(_ word: ArraySlice<UInt8>) -> Bool {
        word.count >= wholeNumber && word.allSatisfy(\.isASCIIDigit)
    }
}
