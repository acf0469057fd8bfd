// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The triggers of many patterns, asked of a text in one pass.
struct TriggerIndex: Sendable {
    /// What one pattern needs.
    private struct Need {
        var digits = 0
        /// Numbers of the literal triggers, all of which have to be seen.
        var literals: [Int] = []
    }

    private let needs: [Need]
    private let literalTriggerCount: Int
    private let automaton: LiteralAutomaton?
    private let asksForDigits: Bool

    /// Throws `invalidPattern` for a trigger that says nothing, `engine` if the literals are too many together.
    init(_ sources: [PatternSource]) throws(PatternError) {
        var needs: [Need] = []
        var literals: [(text: String, id: Int)] = []
        var count = 0
        for source in sources {
            var need = Need()
            for trigger in source.triggers {
                switch trigger {
                case .digits(let least):
                    guard least > 0 else { throw PatternError(code: .invalidPattern, pattern: source.name) }
                    need.digits = max(need.digits, least)
                case .anyLiteral(let texts):
                    guard !texts.isEmpty, texts.allSatisfy({ !$0.isEmpty }) else {
                        throw PatternError(code: .invalidPattern, pattern: source.name)
                    }
                    literals += texts.map { ($0, count) }
                    need.literals.append(count)
                    count += 1
                }
            }
            needs.append(need)
        }
        self.needs = needs
        literalTriggerCount = count
        asksForDigits = needs.contains { $0.digits > 0 }
        guard let automaton = LiteralAutomaton(literals) else {
            throw PatternError(code: .engine, pattern: sources.last?.name ?? "")
        }
        self.automaton = literals.isEmpty ? nil : automaton
    }

    /// The patterns that can match in `text`, by index, ascending.
    func candidates(in text: [UInt8]) -> [Int] {
        let seen = literalsSeen(in: text)
        let digits = asksForDigits ? Self.longestDigitRow(in: text) : 0
        return needs.indices.filter { index in
            needs[index].digits <= digits && needs[index].literals.allSatisfy { seen[$0] }
        }
    }

    private func literalsSeen(in text: [UInt8]) -> [Bool] {
        var seen = [Bool](repeating: false, count: literalTriggerCount)
        guard let automaton else { return seen }
        var state = LiteralAutomaton.start
        for byte in text {
            state = automaton.step(state, byte)
            guard let ids = automaton.ids(endingIn: state) else { continue }
            for id in ids { seen[id] = true }
        }
        return seen
    }

    /// The most ASCII digits in a row with gaps of at most `PatternTrigger.maximumDigitGap`.
    private static func longestDigitRow(in text: [UInt8]) -> Int {
        var longest = 0
        var row = 0
        var gap = 0
        for byte in text {
            if byte &- UInt8(ascii: "0") < 10 {
                row = gap > PatternTrigger.maximumDigitGap ? 1 : row + 1
                longest = max(longest, row)
                gap = 0
            } else {
                gap += 1
            }
        }
        return longest
    }
}
