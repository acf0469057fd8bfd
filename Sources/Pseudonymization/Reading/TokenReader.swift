// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// What stands at a place of a text.
enum Reading<Position> {
    /// No token begins here, whatever follows.
    case none
    /// What is there is the beginning of a tolerated spelling: the answer needs more text.
    case undecided
    /// A token in a spelling of so many bytes, and the case it asks for.
    case token(Position, count: Int, asked: GrammaticalCase?)
}

/// Reads tokens as models write them back: any letter case, `\_` and `\[…\]`, fullwidth brackets, spaces and invisible
/// characters inside, lost brackets, O for 0 and I or L for 1.
///
/// A pure function of the text from a place on, so that a stream gives the same answers for every split. A repair
/// counts only if its result is in the space, check character included; the mapping of look-alikes is a function, so a
/// repair is unique. Brackets belong to the token only as a pair: what a caller wrote around it stays. So do endings
/// glued on («[PERSON_…]у», `'s`). A token without brackets needs word edges.
struct TokenReader<Space: TokenSpace & Sendable>: Sendable {
    let space: Space

    /// Whether a spelling can begin with a byte: a letter, `[`, `\`, or the first byte of `［` and `【`.
    static func mayBegin(with byte: UInt8) -> Bool {
        ASCII.isLetter(byte) || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "\\") || byte == 0xE3 || byte == 0xEF
    }

    /// Looks at `start` of `text[..<end]`.
    ///
    /// - Parameters:
    ///   - previous: the byte before `start` in the whole text; `nil` at its beginning.
    ///   - isFinal: whether the text ends at `end`; otherwise more may come.
    func read(
        _ text: [UInt8], at start: Int, end: Int, previous: UInt8?, isFinal: Bool
    ) -> Reading<Space.Position> {
        var cursor = SpellingCursor(text: text, at: start, end: end, isFinal: isFinal)
        switch cursor.takeOpening() {
        case .taken(let opening):
            return readBracketed(from: &cursor, start: start, opening: opening)
        case .undecided:
            return .undecided
        case .absent:
            guard !ASCII.isAlphanumeric(previous ?? 0), ASCII.isLetter(text[start]) else { return .none }
            return readBare(from: &cursor, start: start)
        }
    }

    private func readBracketed(
        from cursor: inout SpellingCursor, start: Int, opening: SpellingCursor.Opening
    ) -> Reading<Space.Position> {
        switch readCore(from: &cursor, allowsSpaces: true) {
        case .absent: return .none
        case .undecided: return .undecided
        case .taken(let position):
            switch cursor.takeCaseAndClosing(of: opening) {
            case .absent: return .none
            case .undecided: return .undecided
            case .taken(let asked): return .token(position, count: cursor.index - start, asked: asked)
            }
        }
    }

    private func readBare(from cursor: inout SpellingCursor, start: Int) -> Reading<Space.Position> {
        switch readCore(from: &cursor, allowsSpaces: false) {
        case .absent: return .none
        case .undecided: return .undecided
        case .taken(let position):
            switch cursor.takeCaseAndEdge() {
            case .absent: return .none
            case .undecided: return .undecided
            case .taken(let asked): return .token(position, count: cursor.index - start, asked: asked)
            }
        }
    }

    /// Label, underscore, body and check.
    private func readCore(
        from cursor: inout SpellingCursor, allowsSpaces: Bool
    ) -> SpellingCursor.Step<Space.Position> {
        var position = space.start
        while !space.isComplete(position) {
            switch cursor.takeCharacter(allowsSpaces: allowsSpaces) {
            case .absent: return .absent
            case .undecided: return .undecided
            case .taken(let character):
                guard let next = space.advance(position, by: character) else { return .absent }
                position = next
            }
        }
        return .taken(position)
    }
}
