// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A text as the tagger sees it: which words may be parts of names, and what is known of them and their neighbors.
struct TaggerView {
    /// How many words on each side of a word its features read.
    static let reach = 2

    let text: NameText
    private(set) var words: [TaggerWord]
    /// The words that are tagged, in stretches. All others are outside of everything.
    private(set) var runs: [Range<Int>] = []

    private var isActive: [Bool]

    /// - Parameter evidence: what the lexicons and rules said of each word.
    init(
        _ text: NameText, evidence: TaggerEvidence, surroundings: NameSurroundings,
        resource: (NameToken.Script) -> TaggerResource?
    ) {
        self.text = text
        isActive = evidence.isActive
        words = []
        bridge()
        findRuns()
        guard !runs.isEmpty else { return }
        words = [TaggerWord](repeating: TaggerWord(), count: text.tokens.count)
        var memory = WordMemory(text, evidence: evidence, runs: runs)
        var next = 0
        for run in runs {
            let end = min(run.upperBound + Self.reach, text.tokens.count)
            for index in max(next, run.lowerBound - Self.reach)..<max(next, end) {
                words[index] = word(index, evidence, surroundings, memory: &memory)
                guard let resource = resource(text.tokens[index].script) else { continue }
                words[index].cluster = resource.clusters.number(of: text.tokens[index])
                words[index].likeness = resource.likeness.level(of: text.word(text.tokens[index]))
            }
            next = max(next, end)
        }
    }

    /// Small words between two capitalized ones are tagged too: "Bank of America", "bin Salman".
    private mutating func bridge() {
        let tokens = text.tokens
        var last = -8
        for index in tokens.indices where isActive[index] {
            defer { last = index }
            let gap = index - last - 1
            guard gap > 0, gap <= 2, tokens[index].script != .arabic, tokens[last].script == tokens[index].script,
                tokens[index].isCapital, tokens[last].isCapital
            else { continue }
            let between = last + 1...index
            guard between.allSatisfy({ tokens[$0].gap == .space || tokens[$0].gap == .hyphen }) else { continue }
            for inner in last + 1..<index { isActive[inner] = true }
        }
    }

    private mutating func findRuns() {
        var start: Int?
        for index in text.tokens.indices {
            if let first = start, !isActive[index] || text.tokens[index].script != text.tokens[first].script {
                runs.append(first..<index)
                start = nil
            }
            if isActive[index], start == nil { start = index }
        }
        if let start { runs.append(start..<text.tokens.count) }
    }

    private func word(
        _ index: Int, _ evidence: TaggerEvidence, _ surroundings: NameSurroundings, memory: inout WordMemory
    ) -> TaggerWord {
        let token = text.tokens[index]
        var word = TaggerWord()
        word.hash = token.hash
        for offset in token.start..<min(token.start + 8, token.end) {
            word.prefix = word.prefix << 8 | UInt64(text.lower[offset])
        }
        word.prefix <<= UInt64(8 * (8 - min(8, token.end - token.start)))
        for offset in max(token.start, token.end - 8)..<token.end {
            word.suffix = word.suffix << 8 | UInt64(text.lower[offset])
        }
        word.shape = UInt64(token.shape.rawValue)
        word.gap = UInt64(token.gap.rawValue)
        let starts: UInt64 = token.startsSentence ? 1 : 0
        let quoted: UInt64 = token.isQuoted ? 2 : 0
        let code: UInt64 = token.isCode ? 4 : 0
        word.form = (text.letterCase.rawValue << 5 | word.shape << 3 | starts | quoted | code)
        word.flags = evidence.flags[index]
        word.rule = UInt64(evidence.rules[index])
        word.roles = surroundings.roles(at: index).taggerBits
        word.memory = memory.bits(of: token)
        return word
    }
}
