// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The triggers of many patterns, asked of a text in one pass.
struct TriggerIndex: Sendable {
    /// What one pattern needs.
    private struct Need {
        /// Digits of the longest row.
        var digits = 0
        /// Bit n: it is tried at rows in which a number of n digits may stand; `nil` if rows do not say where.
        var rowSums: UInt64?
        /// Numbers of the literal triggers, all of which have to be seen.
        var literals: [Int] = []
    }

    /// A pattern that can match, and where its matches start; `nil`: anywhere.
    struct Chance: Equatable {
        let pattern: Int
        let starts: [Range<Int>]?
    }

    /// A string of a trigger: a match starts in `starts`, counted from where the string ends.
    private struct Literal {
        let trigger: Int
        let starts: Range<Int>
    }

    private var needs: [Need] = []
    private var literalTriggerCount = 0
    private var literals: [Literal] = []
    private var automaton = LiteralAutomaton.empty
    /// The fewest digits that any pattern asks for.
    private var shortestRow = Int.max

    /// Throws `invalidPattern` for a trigger that says nothing, `engine` if the literals are too many together.
    init(_ sources: [PatternSource]) throws(PatternError) {
        var texts: [(text: String, id: Int)] = []
        for source in sources {
            var need = Need()
            for trigger in source.triggers {
                guard trigger.saysSomething else { throw PatternError(code: .invalidPattern, pattern: source.name) }
                switch trigger {
                case .digits(let least): need.digits = max(need.digits, least)
                case .startsAtDigits(let counts):
                    need.digits = max(need.digits, min(counts.lowerBound, PatternTrigger.maximumExactDigits))
                    need.rowSums = (need.rowSums ?? .max) & Self.sums(of: counts)
                case .anyLiteral(let list):
                    need.literals.append(add(list, to: &texts) { _ in -PatternTrigger.literalReach..<0 })
                case .startsWithLiteral(let list, let lead):
                    need.literals.append(add(list, to: &texts) { -$0 - lead..<1 - $0 })
                case .nearLiteral(let list):
                    let reach = PatternTrigger.nearReach
                    need.literals.append(add(list, to: &texts) { _ in -reach..<reach })
                }
            }
            needs.append(need)
        }
        shortestRow = needs.map(\.digits).filter { $0 > 0 }.min() ?? .max
        guard let automaton = LiteralAutomaton(texts) else {
            throw PatternError(code: .engine, pattern: sources.last?.name ?? "")
        }
        self.automaton = automaton
    }

    /// Adds a literal trigger and returns its number; `starts` says where a match starts, counted from where a string of so
    /// many bytes ends.
    private mutating func add(
        _ list: [String], to texts: inout [(text: String, id: Int)], starts: (_ count: Int) -> Range<Int>
    ) -> Int {
        for text in list {
            texts.append((text, literals.count))
            literals.append(Literal(trigger: literalTriggerCount, starts: starts(text.utf8.count)))
        }
        literalTriggerCount += 1
        return literalTriggerCount - 1
    }

    /// The patterns that can match in a text, in their order; reads the text once.
    func chances(in text: [UInt8]) -> [Chance] {
        var windows = [[Range<Int>]](repeating: [], count: literalTriggerCount)
        automaton.scan(text) { end, ids in
            for id in ids {
                let starts = literals[id].starts
                windows[literals[id].trigger].join(max(0, end + starts.lowerBound)..<min(end + starts.upperBound, text.count))
            }
        }
        let rows = DigitRow.all(in: text, shortest: shortestRow)
        let longest = rows.reduce(0) { max($0, $1.count) }
        let sums = rows.reduce(0) { $0 | $1.sums }
        return needs.indices.compactMap { pattern in
            let need = needs[pattern]
            guard need.digits <= longest else { return nil }
            if let wanted = need.rowSums {
                guard wanted & sums != 0, need.literals.allSatisfy({ !windows[$0].isEmpty }) else { return nil }
                let starts = rows.filter { $0.sums & wanted != 0 }
                    .map { max(0, $0.start - PatternTrigger.rowLead)..<$0.end }
                return Chance(pattern: pattern, starts: starts)
            }
            guard let literal = need.literals.first else { return Chance(pattern: pattern, starts: nil) }
            guard need.literals.allSatisfy({ !windows[$0].isEmpty }) else { return nil }
            return Chance(pattern: pattern, starts: windows[literal])
        }
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
    /// Adds a range that starts where the last one does or later, or a little before; ranges that meet become one.
    fileprivate mutating func join(_ range: Range<Int>) {
        guard let last = last, last.upperBound >= range.lowerBound else { return append(range) }
        let start = Swift.min(last.lowerBound, range.lowerBound)
        self[count - 1] = start..<Swift.max(last.upperBound, range.upperBound)
    }
}
