// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The triggers of many patterns, asked of a text in one pass.
///
/// The patterns are kept by what lets them run, so that a text costs nothing for the hundreds that it gives no reason for.
struct TriggerIndex: Sendable {
    /// A pattern that can match, and where its matches start; `nil`: anywhere.
    struct Chance: Equatable {
        let pattern: Int
        let starts: [Range<Int>]?
    }

    /// A pattern, what it needs beside the trigger that it is kept by, in `furtherLiterals`, and a row of so many digits.
    private struct Member {
        let pattern: Int
        let digits: Int
        let further: Range<Int>
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
        var texts: [(text: String, id: Int)] = []
        for (pattern, source) in sources.enumerated() {
            var digits = 0
            var sums: UInt64?
            var triggers: [(trigger: Int, isPlace: Bool)] = []
            for trigger in source.triggers {
                guard trigger.saysSomething else { throw PatternError(code: .invalidPattern, pattern: source.name) }
                switch trigger {
                case .digits(let least): digits = max(digits, least)
                case .startsAtDigits(let counts):
                    digits = max(digits, min(counts.lowerBound, PatternTrigger.maximumExactDigits))
                    sums = (sums ?? .max) & Self.sums(of: counts)
                case .anyLiteral(let list):
                    triggers.append((add(list, to: &texts) { _ in -PatternTrigger.literalReach..<0 }, false))
                case .startsWithLiteral(let list, let lead):
                    triggers.append((add(list, to: &texts) { -$0 - lead..<1 - $0 }, true))
                case .nearLiteral(let list):
                    let reach = PatternTrigger.nearReach
                    triggers.append((add(list, to: &texts) { _ in -reach..<reach }, true))
                }
            }
            if digits > 0 { shortestRow = min(shortestRow, digits) }
            keep(pattern, source, digits: digits, sums: sums, triggers: triggers)
        }
        guard rowPatterns.finish() else {
            throw PatternError(code: .engine, pattern: sources.last?.name ?? "")
        }
        guard let automaton = LiteralAutomaton(texts) else {
            throw PatternError(code: .engine, pattern: sources.last?.name ?? "")
        }
        self.automaton = automaton
    }

    /// Puts a pattern where a text will look for it.
    private mutating func keep(
        _ pattern: Int, _ source: PatternSource, digits: Int, sums: UInt64?, triggers: [(trigger: Int, isPlace: Bool)]
    ) {
        let own = sums == nil ? triggers.first : nil
        let first = furtherLiterals.count
        furtherLiterals += own == nil ? triggers : Array(triggers.dropFirst())
        let member = Member(pattern: pattern, digits: digits, further: first..<furtherLiterals.count)
        if let sums, rowPatterns.add(source, sums: sums) {
            rowMembers.append(member)
        } else if let sums {
            let group = rowGroups.firstIndex { $0.sums == sums } ?? rowGroups.count
            if group == rowGroups.count { rowGroups.append(RowGroup(sums: sums)) }
            rowGroups[group].members.append(member)
        } else if let own {
            literalMembers[own.trigger].append(member)
        } else {
            openMembers.append(member)
        }
    }

    /// Adds a literal trigger and returns its number; `starts` says where a match starts, counted from where a string of so
    /// many bytes ends.
    private mutating func add(
        _ list: [String], to texts: inout [(text: String, id: Int)], starts: (_ count: Int) -> Range<Int>
    ) -> Int {
        for text in list {
            texts.append((text, literals.count))
            literals.append(Literal(trigger: literalMembers.count, starts: starts(text.utf8.count)))
        }
        literalMembers.append([])
        return literalMembers.count - 1
    }

    /// The patterns that can match in a text, in their order; reads the text once.
    func chances(in text: [UInt8]) -> [Chance] {
        let seen = seenLiterals(in: text)
        let rows = DigitRow.all(in: text, shortest: shortestRow)
        let longest = rows.reduce(0) { max($0, $1.count) }
        var chances: [Chance] = []
        func add(_ member: Member, starts: [Range<Int>]?) {
            guard member.digits <= longest else { return }
            var places = starts
            for index in member.further {
                let further = furtherLiterals[index]
                let windows = seen[further.trigger]
                places = further.isPlace ? places?.overlapping(windows) : windows.isEmpty ? [] : places
            }
            if places?.isEmpty != true { chances.append(Chance(pattern: member.pattern, starts: places)) }
        }
        let hits = rowPatterns.hits(in: text, rows: rows)
        var next = 0
        while next < hits.count {
            let first = next
            repeat { next += 1 } while next < hits.count && hits[next].member == hits[first].member
            add(rowMembers[hits[first].member], starts: hits[first..<next].map { $0.start..<$0.start + 1 })
        }
        let sums = rows.reduce(0) { $0 | $1.sums }
        for group in rowGroups where group.sums & sums != 0 {
            let starts = rows.filter { $0.sums & group.sums != 0 }
                .map { max(0, $0.start - PatternTrigger.rowLead)..<$0.end }
            for member in group.members { add(member, starts: starts) }
        }
        for (trigger, windows) in seen.all {
            for member in literalMembers[trigger] { add(member, starts: windows) }
        }
        for member in openMembers { add(member, starts: nil) }
        return chances.sorted { $0.pattern < $1.pattern }
    }

    private func seenLiterals(in text: [UInt8]) -> SeenLiterals {
        var seen = SeenLiterals(count: literalMembers.count)
        automaton?.scan(text) { end, ids in
            for id in ids {
                let literal = literals[id]
                let start = max(0, end + literal.starts.lowerBound)
                seen.add(start..<min(end + literal.starts.upperBound, text.count), to: literal.trigger)
            }
        }
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
        case .anyLiteral(let texts), .startsWithLiteral(let texts, _), .nearLiteral(let texts):
            !texts.isEmpty && texts.allSatisfy { !$0.isEmpty }
        case .digits(let least): least > 0
        case .startsAtDigits(let counts): counts.lowerBound > 0
        }
    }
}

extension [Range<Int>] {
    /// The ranges that overlap one of `others`; both are in order.
    fileprivate func overlapping(_ others: [Range<Int>]) -> [Range<Int>] {
        var index = 0
        return filter { range in
            while index < others.count, others[index].upperBound <= range.lowerBound { index += 1 }
            return index < others.count && others[index].overlaps(range)
        }
    }
}
