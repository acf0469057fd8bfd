// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// A place in a spelling that is being read, with the count of fillers skipped so far.
struct SpellingCursor {
    /// The outcome of one attempt. `undecided`: the text ends before it can be told.
    enum Step<Value> {
        case absent
        case undecided
        case taken(Value)
    }

    /// How the spelling began; an escaped bracket wants an escaped partner.
    enum Opening {
        case plain, escaped
    }

    private let text: [UInt8]
    private let end: Int
    private let isFinal: Bool
    private(set) var index: Int
    private var fillers = 0
    private var isInBody = false

    init(text: [UInt8], at index: Int, end: Int, isFinal: Bool) {
        self.text = text
        self.index = index
        self.end = end
        self.isFinal = isFinal
    }

    /// `[`, `\[`, `［` or `【`.
    mutating func takeOpening() -> Step<Opening> {
        switch take(UInt8(ascii: "[")) {
        case .taken: return .taken(.plain)
        case .undecided: return .undecided
        case .absent: break
        }
        switch take(Self.escapedOpening) {
        case .taken: return .taken(.escaped)
        case .undecided: return .undecided
        case .absent: return takeWide(Self.wideOpenings).map { .plain }
        }
    }

    /// The next character of `TYPE_XXXXXXXXC` in its canonical form; `\_` counts as `_`.
    mutating func takeCharacter(allowsSpaces: Bool) -> Step<UInt8> {
        guard case .taken = skipFillers(allowsSpaces: allowsSpaces) else { return .undecided }
        switch takeUnderscore() {
        case .taken:
            isInBody = true
            return .taken(UInt8(ascii: "_"))
        case .undecided: return .undecided
        case .absent: break
        }
        guard index < end else { return outOfText() }
        guard ASCII.isAlphanumeric(text[index]) else { return .absent }
        defer { index += 1 }
        let character = ASCII.uppercased(text[index])
        return .taken(isInBody ? Self.canonical(character) : character)
    }

    /// A case suffix if there is one, then the closing bracket; gives the case.
    mutating func takeCaseAndClosing(of opening: Opening) -> Step<GrammaticalCase?> {
        var asked: GrammaticalCase?
        guard case .taken = skipFillers(allowsSpaces: true) else { return .undecided }
        switch takeUnderscore() {
        case .undecided: return .undecided
        case .absent: break
        case .taken:
            guard case .taken = skipFillers(allowsSpaces: true) else { return .undecided }
            guard index < end else { return outOfText() }
            asked = GrammaticalCase(suffix: ASCII.uppercased(text[index]))
            guard asked != nil else { return .absent }
            index += 1
            guard case .taken = skipFillers(allowsSpaces: true) else { return .undecided }
        }
        return takeClosing(of: opening).map { asked }
    }

    private mutating func takeClosing(of opening: Opening) -> Step<Void> {
        switch opening {
        case .escaped: return take(Self.escapedClosing)
        case .plain:
            let closing = take(UInt8(ascii: "]"))
            guard case .absent = closing else { return closing }
            return takeWide(Self.wideClosings)
        }
    }

    /// A case suffix if there is one, and a look at what follows: ASCII letters and digits would make a longer word.
    mutating func takeCaseAndEdge() -> Step<GrammaticalCase?> {
        guard index < end else { return isFinal ? .taken(nil) : .undecided }
        if ASCII.isAlphanumeric(text[index]) { return .absent }
        let afterCore = index
        switch takeUnderscore() {
        case .undecided: return .undecided
        case .absent: return .taken(nil)
        case .taken: break
        }
        switch takeCaseLetter() {
        case .undecided: return .undecided
        case .taken(let asked): return .taken(asked)
        case .absent:
            index = afterCore
            return .taken(nil)
        }
    }

    /// One of G, D, A, I, P with a word edge after it.
    private mutating func takeCaseLetter() -> Step<GrammaticalCase> {
        guard index < end else { return outOfText() }
        guard let asked = GrammaticalCase(suffix: ASCII.uppercased(text[index])) else { return .absent }
        guard index + 1 < end || isFinal else { return .undecided }
        if index + 1 < end, ASCII.isAlphanumeric(text[index + 1]) || text[index + 1] == UInt8(ascii: "_") {
            return .absent
        }
        index += 1
        return .taken(asked)
    }

    private mutating func takeUnderscore() -> Step<Void> {
        let plain = take(UInt8(ascii: "_"))
        guard case .absent = plain, index < end, text[index] == UInt8(ascii: "\\") else { return plain }
        guard index + 1 < end else { return isFinal ? .absent : .undecided }
        guard text[index + 1] == UInt8(ascii: "_") else { return .absent }
        index += 2
        return .taken(())
    }

    /// Passes over fillers, as many as the spelling has left.
    private mutating func skipFillers(allowsSpaces: Bool) -> Step<Void> {
        while fillers < TokenGrammar.maxFillers {
            switch Filler.find(in: text, at: index, end: end, allowsSpaces: allowsSpaces) {
            case .none: return .taken(())
            case .cut: return isFinal ? .taken(()) : .undecided
            case .found(let count):
                index += count
                fillers += 1
            }
        }
        return .taken(())
    }

    private mutating func take(_ byte: UInt8) -> Step<Void> {
        guard index < end else { return outOfText() }
        guard text[index] == byte else { return .absent }
        index += 1
        return .taken(())
    }

    private mutating func take(_ bytes: [UInt8]) -> Step<Void> {
        let available = min(bytes.count, end - index)
        for offset in 0..<available where text[index + offset] != bytes[offset] { return .absent }
        guard available == bytes.count else { return outOfText() }
        index += bytes.count
        return .taken(())
    }

    private mutating func takeWide(_ brackets: [[UInt8]]) -> Step<Void> {
        var isUndecided = false
        for bracket in brackets {
            switch take(bracket) {
            case .taken: return .taken(())
            case .undecided: isUndecided = true
            case .absent: continue
            }
        }
        return isUndecided ? .undecided : .absent
    }

    private func outOfText<Value>() -> Step<Value> { isFinal ? .absent : .undecided }

    /// Crockford's look-alikes: O reads as 0, I and L as 1.
    private static func canonical(_ character: UInt8) -> UInt8 {
        switch character {
        case UInt8(ascii: "O"): UInt8(ascii: "0")
        case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
        default: character
        }
    }

    private static let escapedOpening = Array("\\[".utf8)
    private static let escapedClosing = Array("\\]".utf8)
    private static let wideOpenings = [Array("［".utf8), Array("【".utf8)]
    private static let wideClosings = [Array("］".utf8), Array("】".utf8)]
}

extension SpellingCursor.Step {
    /// The same outcome with another value.
    func map<Other>(_ transform: (Value) -> Other) -> SpellingCursor.Step<Other> {
        switch self {
        case .absent: .absent
        case .undecided: .undecided
        case .taken(let value): .taken(transform(value))
        }
    }
}
