// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The triggers of many patterns, asked of a text in one pass.
struct TriggerIndex: Sendable {
    /// What one pattern needs.
    private struct Need {
        /// Digits of the longest row.
        var digits = 0
        /// Bit n: it is tried at rows in which a number of n digits may stand; `nil` if it is tried everywhere.
        var rowSums: UInt64?
        /// Numbers of the literal triggers, all of which have to be seen.
        var literals: [Int] = []
    }

    /// What a text holds.
    struct Findings {
        /// For each literal trigger whether one of its strings was seen.
        fileprivate var seen: [Bool]
        /// Rows that are long enough for one pattern at least.
        fileprivate var rows: [DigitRow] = []
        fileprivate var longestRow = 0
        /// What the rows may hold, together.
        fileprivate var sums: UInt64 = 0
    }

    private var needs: [Need] = []
    private let literalTriggerCount: Int
    private let automaton: LiteralAutomaton
    /// The fewest digits that any pattern asks for.
    private let shortestRow: Int

    /// Throws `invalidPattern` for a trigger that says nothing, `engine` if the literals are too many together.
    init(_ sources: [PatternSource]) throws(PatternError) {
        var literals: [(text: String, id: Int)] = []
        var count = 0
        for source in sources {
            var need = Need()
            for trigger in source.triggers {
                guard trigger.saysSomething else { throw PatternError(code: .invalidPattern, pattern: source.name) }
                switch trigger {
                case .digits(let least): need.digits = max(need.digits, least)
                case .startsAtDigits(let counts):
                    need.digits = max(need.digits, min(counts.lowerBound, PatternTrigger.maximumExactDigits))
                    need.rowSums = (need.rowSums ?? .max) & Self.sums(of: counts)
                case .anyLiteral(let texts):
                    for text in texts { literals.append((text, count)) }
                    need.literals.append(count)
                    count += 1
                }
            }
            needs.append(need)
        }
        literalTriggerCount = count
        shortestRow = needs.map(\.digits).filter { $0 > 0 }.min() ?? .max
        guard let automaton = LiteralAutomaton(literals) else {
            throw PatternError(code: .engine, pattern: sources.last?.name ?? "")
        }
        self.automaton = automaton
    }

    /// Reads a text once.
    func findings(in text: [UInt8]) -> Findings {
        var findings = Findings(seen: [Bool](repeating: false, count: literalTriggerCount))
        var state = LiteralAutomaton.start
        var row: DigitRow?
        let bytes = text.span
        for offset in bytes.indices {
            let byte = bytes[offset]
            state = automaton.step(state, byte)
            if automaton.hasEnding(state) {
                for id in automaton.ids(endingIn: state) { findings.seen[id] = true }
            }
            if byte &- UInt8(ascii: "0") < 10, row?.extend(to: offset) != true {
                close(row, in: &findings)
                row = DigitRow(at: offset)
            }
        }
        close(row, in: &findings)
        return findings
    }

    /// Whether the pattern of this index can match at all.
    func canMatch(_ pattern: Int, _ findings: Findings) -> Bool {
        let need = needs[pattern]
        guard need.digits <= findings.longestRow else { return false }
        if let sums = need.rowSums, sums & findings.sums == 0 { return false }
        return need.literals.allSatisfy { findings.seen[$0] }
    }

    /// The ranges in which the pattern's matches start; `nil` if they can start anywhere.
    func starts(of pattern: Int, in findings: Findings) -> [Range<Int>]? {
        guard let sums = needs[pattern].rowSums else { return nil }
        return findings.rows.filter { $0.sums & sums != 0 }
            .map { max(0, $0.start - PatternTrigger.rowLead)..<$0.end }
    }

    /// Bit n for every count n, the last bit for all that are larger.
    private static func sums(of counts: ClosedRange<Int>) -> UInt64 {
        let last = PatternTrigger.maximumExactDigits
        var sums: UInt64 = 0
        for count in min(counts.lowerBound, last)...min(counts.upperBound, last) { sums |= 1 << count }
        return sums
    }

    private func close(_ row: DigitRow?, in findings: inout Findings) {
        guard let row, row.count >= shortestRow else { return }
        findings.longestRow = max(findings.longestRow, row.count)
        findings.sums |= row.sums
        findings.rows.append(row)
    }
}

extension PatternTrigger {
    /// Whether some text does not hold it.
    fileprivate var saysSomething: Bool {
        switch self {
        case .anyLiteral(let texts): !texts.isEmpty && texts.allSatisfy { !$0.isEmpty }
        case .digits(let least): least > 0
        case .startsAtDigits(let counts): counts.lowerBound > 0
        }
    }
}
