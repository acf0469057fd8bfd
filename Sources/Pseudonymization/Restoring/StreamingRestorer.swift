// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore
import Vault

/// Puts values back into one text that arrives in pieces (P3).
///
/// A value, so that a stream keeps one for each of its lanes in a dictionary; it is used up by `finish`. For every way
/// of splitting the text the joined output is the same. Held back is only an end of the text that is the beginning of a
/// tolerated spelling of a token in the view, and never more than `TokenGrammar.maxHold` bytes.
package struct StreamingRestorer: Sendable {
    /// What kind of text it is.
    package enum Source: Sendable, Equatable {
        /// Running text.
        case text
        /// A name of `[A-Za-z0-9_-]`: tokens stand without brackets.
        case identifier
        /// JSON in pieces: values are escaped for the string they stand in.
        case json
    }

    /// What one call gave.
    package struct Step: Sendable, Equatable {
        package var output: [UInt8] = []
        package var counts = RestorationCounts()

        package init() {}

        package static func += (left: inout Self, right: Self) {
            left.output += right.output
            left.counts += right.counts
        }
    }

    private let view: RestoreView
    private let reader: TokenReader<IssuedTokens>
    private let source: Source
    private var gate: TokenGate
    private var lexer: JSONLaneLexer?
    private var buffer = LaneBuffer()
    private var unknown = UnknownTokenCounter()
    private var previous: UInt8?
    /// The word before the next token, where names may come back in another case.
    private var governor = GovernorTracker()
    private var values = DeclinedValues()
    /// Whether that word counts: not in what a program reads, which looks for a value as it was.
    private let readsGovernment: Bool
    /// Where the text that has gone out is longer or shorter than what came in.
    private(set) var shifts = TextShifts()

    /// - Parameters:
    ///   - isAllowed: false for what a tool is handed that may not have values.
    ///   - isRead: whether people read it: there a name is in the case that the word before it wants.
    package init(
        view: RestoreView, rules: RestoreRules, source: Source, isAllowed: Bool = true, isRead: Bool = true
    ) {
        readsGovernment = isRead && source == .text
        self.view = view
        self.source = source
        reader = TokenReader(space: view.issued)
        lexer = source == .json ? JSONLaneLexer() : nil
        gate = TokenGate(rules: rules, view: view, isOpen: isAllowed, hasFields: source == .json || !isRead)
    }

    /// A whole text at once.
    package static func restore(
        _ text: [UInt8], view: RestoreView, rules: RestoreRules, source: Source = .text, isAllowed: Bool = true
    ) -> Step {
        var restorer = StreamingRestorer(view: view, rules: rules, source: source, isAllowed: isAllowed)
        var step = restorer.consume(text)
        step += restorer.finish()
        return step
    }

    /// How many bytes have come in and not gone out.
    package var heldCount: Int { buffer.raw.count }

    /// Takes more of the text; gives what of it is decided.
    package mutating func consume(_ bytes: [UInt8]) -> Step {
        if lexer == nil {
            buffer.appendPlain(bytes)
        } else {
            for byte in bytes { lexer?.consume(byte, into: &buffer) }
        }
        return advance(isFinal: false)
    }

    /// The text has ended: gives the rest.
    package mutating func finish() -> Step {
        lexer?.finish(into: &buffer)
        let isWithinToken = buffer.text.contains(UInt8(ascii: "_"))
        var step = advance(isFinal: true)
        if isWithinToken, step.counts == RestorationCounts() { step.counts.truncated = 1 }
        unknown.reset()
        step.counts.unknown += takeUnknown()
        return step
    }

    private mutating func advance(isFinal: Bool) -> Step {
        var step = Step()
        var index = 0
        var rawIndex = 0
        reading: while index < buffer.text.count {
            switch read(at: index, isFinal: isFinal) {
            case .undecided:
                break reading
            case .none:
                let end = endOfPlainText(from: index)
                pass(index..<end, rawIndex: &rawIndex, to: &step)
                index = end
            case .token(let position, let count, let asked):
                replace(index..<index + count, with: position.low, asked: asked, rawIndex: &rawIndex, in: &step)
                index += count
            }
        }
        buffer.removeFirst(textCount: index, rawCount: rawIndex)
        step.counts.unknown = takeUnknown()
        return step
    }

    private func read(at index: Int, isFinal: Bool) -> Reading<SortedSpellings.Position> {
        guard !view.isEmpty, TokenReader<IssuedTokens>.mayBegin(with: buffer.text[index]) else { return .none }
        let end = lexer == nil ? buffer.text.count : buffer.end(from: index, within: Self.escapedWindow)
        return reader.read(
            buffer.text, at: index, end: end, previous: previous, isFinal: isFinal || end < buffer.text.count)
    }

    /// Where the next spelling may begin after `index`, at which none does.
    private func endOfPlainText(from index: Int) -> Int {
        guard !view.isEmpty else { return buffer.text.count }
        var end = index + 1
        while end < buffer.text.count, !TokenReader<IssuedTokens>.mayBegin(with: buffer.text[end]) { end += 1 }
        return end
    }

    private mutating func pass(_ range: Range<Int>, rawIndex: inout Int, to step: inout Step) {
        let width = lexer == nil ? range.count : buffer.widths[range].reduce(0) { $0 + Int($1) }
        step.output.append(contentsOf: buffer.raw[rawIndex..<rawIndex + width])
        if !view.isEmpty { shifts.pass(buffer.raw[rawIndex..<rawIndex + width]) }
        rawIndex += width
        // What stands around tokens matters only where there are some.
        if !view.isEmpty {
            if view.cases != nil { passGovernor(range) }
            for index in range {
                let isBorder = buffer.levels[index] == LaneBuffer.Level.structure
                if isBorder { gate.passBorder() } else { gate.pass(buffer.text[index]) }
            }
        }
        unknown.consume(buffer.text[range])
        previous = buffer.text[range.upperBound - 1]
    }

    /// What stands before a token counts within its text: not beyond the string of a JSON text that it stands in.
    private mutating func passGovernor(_ range: Range<Int>) {
        if buffer.levels[range].contains(LaneBuffer.Level.structure) { governor.passBorder() }
        let start = buffer.levels[range].lastIndex(of: LaneBuffer.Level.structure).map { $0 + 1 } ?? range.lowerBound
        governor.pass(buffer.text[start..<range.upperBound])
    }

    /// The value of a token in the case that is wanted of it here; `nil` where it comes back as it was.
    private mutating func declined(_ token: Int, asked: GrammaticalCase?, after governor: [UInt8]?) -> [UInt8]? {
        guard let cases = view.cases,
            let wanted = cases.wanted(
                of: view.issued.tokens[token], asked: asked, governor: readsGovernment ? governor : nil)
        else { return nil }
        return values.value(of: token, in: wanted) {
            cases.value(of: view.issued.tokens[token], in: wanted, family: view.issued.family(of: token))
        }
    }

    private mutating func replace(
        _ range: Range<Int>, with token: Int, asked: GrammaticalCase?, rawIndex: inout Int, in step: inout Step
    ) {
        let width = buffer.widths[range].reduce(0) { $0 + Int($1) }
        defer { rawIndex += width }
        let revealed = view.issued.tokens[token]
        let spelling = view.issued.spelling(at: token)
        let level = buffer.levels[range.lowerBound]
        let isAdmitted = gate.admits(revealed, spelling: spelling)
        let before = view.cases == nil ? nil : governor.passToken(isPerson: revealed.type == .person)
        if isAdmitted, level != LaneBuffer.Level.structure {
            let declined = declined(token, asked: asked, after: before)
            if declined != nil { step.counts.declined += 1 }
            let value = revealed.value.expose { JSONEscaper.escape(declined ?? $0, levels: Int(level)) }
            step.output += value
            shifts.replace(buffer.raw[rawIndex..<rawIndex + width], by: value)
            step.counts.restored += 1
            let isAsWritten = CanonicalSpelling.matches(
                buffer.text[range], token: spelling, isIdentifier: source == .identifier)
            if !isAsWritten { step.counts.repaired += 1 }
        } else {
            step.output += buffer.raw[rawIndex..<rawIndex + width]
            shifts.pass(buffer.raw[rawIndex..<rawIndex + width])
            step.counts.withheld += 1
        }
        unknown.reset()
        previous = buffer.text[range.upperBound - 1]
    }

    private mutating func takeUnknown() -> Int {
        defer { unknown.count = 0 }
        return unknown.count
    }

    /// How many bytes with escapes one spelling may take: with an inner escape that is not complete (36 bytes when
    /// both levels spell each character as `\uXXXX`), not more than `TokenGrammar.maxHold` are held.
    private static let escapedWindow = TokenGrammar.maxHold - 36
}
