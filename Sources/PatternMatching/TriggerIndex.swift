// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The triggers of many patterns, asked of a text in one pass.
///
/// The patterns are kept by what lets them run, so that a text costs nothing for the hundreds that it gives no reason for.
struct TriggerIndex: Sendable {
    /// A pattern, what it needs beside the trigger that it is kept by, in `furtherLiterals`, and a row of so many digits.
    private struct Member {
        let pattern: Int
        let digits: Int
        let further: Range<Int>
        /// For a pattern that is tried at literals.
        var need: DigitNeed?
    }

    /// Patterns that are tried at the same rows: those in which a number of n digits may stand, for a bit n of `sums`.
    private struct RowGroup {
        let sums: UInt64
        var members: [Member] = []
    }

    /// A string of a trigger: a match starts in `starts`, counted from where the string ends.
    private struct Literal {
        let trigger: Int
        let starts: Range<Int>
    }

    /// Patterns that start at rows of digits, in the order of `rowPatterns`.
    private var rowMembers: [Member] = []
    private var rowPatterns = RowPatterns()
    /// Those whose shape could not be read.
    private var rowGroups: [RowGroup] = []
    /// By literal trigger: the patterns that are tried where it says.
    private var literalMembers: [[Member]] = []
    /// Patterns of which nothing says where they match.
    private var openMembers: [Member] = []
    /// Literal triggers that have to be seen too.
    private var furtherLiterals: [(trigger: Int, isPlace: Bool)] = []
    private var literals: [Literal] = []
    private var automaton: LiteralAutomaton?
    /// The fewest digits that any pattern asks for.
    private var shortestRow = Int.max

    /// Throws `invalidPattern` for a trigger that says nothing, `engine` if the literals are too many together.
    init(_ sources: [PatternSource]) throws(PatternError) {
        var texts: [(text: String, id: Int, kind: LiteralKind)] = []
        for (pattern, source) in sources.enumerated() {
            var digits = 0
            var sums: UInt64?
            var triggers: [(trigger: Int, isPlace: Bool)] = []
            let shape = source.isTriedAtLiterals ? ShapeReader.shape(of: source) : nil
            for trigger in source.triggers {
                guard trigger.saysSomething else { throw PatternError(code: .invalidPattern, pattern: source.name) }
                switch trigger {
                case .digits(let least): digits = max(digits, least)
                case .startsAtDigits(let counts):
                    digits = max(digits, min(counts.lowerBound, PatternTrigger.maximumExactDigits))
                    sums = (sums ?? .max) & Self.sums(of: counts)
                case .anyLiteral(let list) where source.triggers.count == 1 && Self.begins(shape, with: list):
                    triggers.append((add(list, to: &texts) { -$0..<1 - $0 }, true))
                case .anyLiteral(let list):
                    triggers.append((add(list, to: &texts) { _ in -PatternTrigger.literalReach..<0 }, false))
                case .startsWithLiteral(let list, let lead):
                    triggers.append((add(list, to: &texts) { -$0 - lead..<1 - $0 }, true))
                case .startsWithWord(let list):
                    triggers.append((add(list, .atWords, to: &texts) { -$0..<1 - $0 }, true))
                case .nearLiteral(let list):
                    let reach = PatternTrigger.nearReach
                    triggers.append((add(list, to: &texts) { _ in -reach..<reach }, true))
                }
            }
            if digits > 0 { shortestRow = min(shortestRow, digits) }
            keep(pattern, source, shape, digits: digits, sums: sums, triggers: triggers)
        }
        guard rowPatterns.finish() else {
            throw PatternError(code: .engine, pattern: sources.last?.name ?? "")
        }
        guard let automaton = LiteralAutomaton(texts) else {
            throw PatternError(code: .engine, pattern: sources.last?.name ?? "")
        }
        self.automaton = automaton
    }

    private static func begins(_ shape: ShapeExpression?, with list: [String]) -> Bool {
        shape.map { ShapeBeginnings.areLiterals(list, of: $0) } == true
    }

    /// Puts a pattern where a text will look for it.
    private mutating func keep(
        _ pattern: Int, _ source: PatternSource, _ shape: ShapeExpression?, digits: Int, sums: UInt64?,
        triggers: [(trigger: Int, isPlace: Bool)]
    ) {
        let own = sums == nil ? triggers.first : nil
        let first = furtherLiterals.count
        furtherLiterals += own == nil ? triggers : Array(triggers.dropFirst())
        var member = Member(pattern: pattern, digits: digits, further: first..<furtherLiterals.count)
        if let sums, rowPatterns.add(source, sums: sums) {
            rowMembers.append(member)
        } else if let sums {
            let group = rowGroups.firstIndex { $0.sums == sums } ?? rowGroups.count
            if group == rowGroups.count { rowGroups.append(RowGroup(sums: sums)) }
            rowGroups[group].members.append(member)
        } else if let own {
            member.need = shape.flatMap { DigitNeed($0) }
            literalMembers[own.trigger].append(member)
        } else {
            openMembers.append(member)
        }
    }

    /// Adds a literal trigger and returns its number; `starts` says where a match starts, counted from where a string of so
    /// many bytes ends.
    private mutating func add(
        _ list: [String], _ kind: LiteralKind = .anywhere, to texts: inout [(text: String, id: Int, kind: LiteralKind)],
        starts: (_ count: Int) -> Range<Int>
    ) -> Int {
        for text in list {
            texts.append((text, literals.count, kind))
            literals.append(Literal(trigger: literalMembers.count, starts: starts(text.utf8.count)))
        }
        literalMembers.append([])
        return literalMembers.count - 1
    }

    /// The patterns that can match in a text, in their order; reads the text once.
    func chances(in text: [UInt8]) -> PatternChances {
        let seen = seenLiterals(in: text)
        let rows = DigitRow.all(in: text, shortest: shortestRow)
        let longest = rows.reduce(0) { max($0, $1.count) }
        let lastDigit = seen.all.isEmpty ? -1 : DigitNeed.lastDigit(in: text)
        var chances = PatternChances()
        func add(_ member: Member, at places: some Sequence<Range<Int>>) {
            guard mayMatch(member, longest, seen) else { return }
            chances.add(member.pattern, at: places) { mayStart(member, in: $0, of: text, seen, lastDigit) }
        }
        let hits = rowPatterns.hits(in: text, rows: rows)
        var next = 0
        while next < hits.count {
            let first = next
            repeat { next += 1 } while next < hits.count && hits[next].member == hits[first].member
            add(rowMembers[hits[first].member], at: hits[first..<next].lazy.map { $0.start..<$0.start + 1 })
        }
        let sums = rows.reduce(0) { $0 | $1.sums }
        for group in rowGroups where group.sums & sums != 0 {
            let starts = rows.lazy.filter { $0.sums & group.sums != 0 }
                .map { max(0, $0.start - PatternTrigger.rowLead)..<$0.end }
            for member in group.members { add(member, at: starts) }
        }
        for (trigger, windows) in seen.all {
            for member in literalMembers[trigger] { add(member, at: seen.windows[windows]) }
        }
        for member in openMembers where mayMatch(member, longest, seen) { chances.add(member.pattern) }
        chances.sort()
        return chances
    }

    /// Whether a text has what a pattern needs: a row of as many digits as the longest has, and what may stand anywhere.
    private func mayMatch(_ member: Member, _ longest: Int, _ seen: SeenLiterals) -> Bool {
        member.digits <= longest
            && member.further.allSatisfy { furtherLiterals[$0].isPlace || !seen[furtherLiterals[$0].trigger].isEmpty }
    }

    /// Whether what else a pattern needs stands near a place.
    private func mayStart(
        _ member: Member, in place: Range<Int>, of text: [UInt8], _ seen: SeenLiterals, _ lastDigit: Int
    ) -> Bool {
        for index in member.further where furtherLiterals[index].isPlace {
            guard seen.overlaps(place, furtherLiterals[index].trigger) else { return false }
        }
        return member.need?.isMet(in: place, of: text, last: lastDigit) ?? true
    }

    private func seenLiterals(in text: [UInt8]) -> SeenLiterals {
        var seen = SeenLiterals()
        automaton?.scan(text) { end, id in
            let literal = literals[id]
            let start = max(0, end + literal.starts.lowerBound)
            seen.add(start..<min(end + literal.starts.upperBound, text.count), to: literal.trigger)
        }
        seen.finish()
        return seen
    }

    /// Bit n for every count n, the last bit for all that are larger.
    private static func sums(of counts: ClosedRange<Int>) -> UInt64 {
        let last = PatternTrigger.maximumExactDigits
        var sums: UInt64 = 0
        for count in min(counts.lowerBound, last)...min(counts.upperBound, last) { sums |= 1 << count }
        return sums
    }
}

extension PatternTrigger {
    /// Whether some text does not hold it.
    fileprivate var saysSomething: Bool {
        switch self {
        case .anyLiteral(let texts), .startsWithLiteral(let texts, _), .startsWithWord(let texts),
            .nearLiteral(let texts):
            !texts.isEmpty && texts.allSatisfy { !$0.isEmpty }
        case .digits(let least): least > 0
        case .startsAtDigits(let counts): counts.lowerBound > 0
        }
    }
}

extension PatternSource {
    /// Whether nothing but literals says where it is tried, and these are not what a list of words begins with: then its shape
    /// may say more.
    fileprivate var isTriedAtLiterals: Bool {
        !triggers.contains { trigger in
            switch trigger {
            case .startsWithLiteral, .startsWithWord, .startsAtDigits: true
            case .anyLiteral, .nearLiteral, .digits: false
            }
        }
    }
}
