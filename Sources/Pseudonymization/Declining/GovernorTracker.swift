// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Knows the word that stands right before a place of a text, as the text goes by: what may want a name in a case.
///
/// It keeps a few bytes, so a text in pieces gives the same words as the whole (P3). Requests and answers are read by the same
/// tracker, so that what a request had before a token is known again in the answer.
struct GovernorTracker: Sendable {
    /// The end of the text since the last border or token.
    private var tail: [UInt8] = []
    /// Whether all of that text is in `tail`.
    private var isWhole = true
    /// What stood before the last token, where `tail` follows a person's.
    private var inherited: [UInt8]?
    private var followsPerson = false

    /// Twenty letters of two bytes and what may stand between a word and a token.
    private static let reach = 64

    /// Text that is no token.
    mutating func pass(_ bytes: some Collection<UInt8>) {
        tail.append(contentsOf: bytes.suffix(Self.reach))
        if bytes.count > Self.reach { isWhole = false }
        guard tail.count > Self.reach else { return }
        tail.removeFirst(tail.count - Self.reach)
        isWhole = false
    }

    /// A border between texts.
    mutating func passBorder() { self = GovernorTracker() }

    /// A token; returns the word before it, in small letters with е for ё. Behind another person's token, and behind «и», it is
    /// the word before that one: «сообщите Ивану и Анне».
    mutating func passToken(isPerson: Bool) -> [UInt8]? {
        let word = followsPerson && isWhole && joins(tail[...]) ? inherited : Self.lastWord(of: tail)
        self = GovernorTracker()
        guard isPerson else { return word }
        inherited = word
        followsPerson = true
        return word
    }

    /// Whether there is nothing but spaces and perhaps «и» between two tokens.
    private func joins(_ text: ArraySlice<UInt8>) -> Bool {
        let words = text.split(separator: UInt8(ascii: " "))
        return !text.isEmpty && (words.isEmpty || (words.count == 1 && words[0].elementsEqual(Self.and)))
    }

    /// The Russian word at the end of a text, behind which only spaces, quotation marks and emphasis stand.
    private static func lastWord(of text: [UInt8]) -> [UInt8]? {
        var end = text.count
        while let length = opening(endingAt: end, in: text) { end -= length }
        guard end < text.count else { return nil }
        var start = end
        while start > 0 {
            if start >= 2, isLetter(text[start - 2], text[start - 1]) {
                start -= 2
            } else if text[start - 1] == UInt8(ascii: "-"), start < end {
                start -= 1
            } else {
                break
            }
        }
        guard start < end else { return nil }
        return isEdge(text[..<start]) ? lowered(text[start..<end]) : nil
    }

    /// Whether a word can begin behind a text: not behind letters of another script, nor digits. Spaces, quotation marks and
    /// dashes of two and three bytes are edges.
    private static func isEdge(_ text: ArraySlice<UInt8>) -> Bool {
        guard let last = text.last else { return true }
        guard last >= 0x80 else { return !ASCII.isAlphanumeric(last) }
        return text.suffix(2).first == 0xC2 || text.suffix(3).starts(with: [0xE2, 0x80])
    }

    /// How many bytes before `end` are one space, quotation mark or mark of emphasis.
    private static func opening(endingAt end: Int, in text: [UInt8]) -> Int? {
        guard end > 0 else { return nil }
        switch text[end - 1] {
        case UInt8(ascii: " "), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "\""), UInt8(ascii: "`"): return 1
        case 0xA0, 0xAB: return end >= 2 && text[end - 2] == 0xC2 ? 2 : nil
        default: return nil
        }
    }

    private static func isLetter(_ first: UInt8, _ second: UInt8) -> Bool {
        switch (first, second) {
        case (0xD0, 0x90...0xBF), (0xD0, 0x81), (0xD1, 0x80...0x8F), (0xD1, 0x91): true
        default: false
        }
    }

    private static func lowered(_ word: ArraySlice<UInt8>) -> [UInt8] {
        var result = LetterCase.lowercased(Array(word))
        for index in result.indices.dropLast() where result[index] == 0xD1 && result[index + 1] == 0x91 {
            (result[index], result[index + 1]) = (0xD0, 0xB5)
        }
        return result
    }

    private static let and = Array("и".utf8)
}
