// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What a text says about each of its words in all places together: a word that is a name in one place is one in others.
struct WordMemory {
    /// It stands in small letters.
    private static let small: UInt8 = 1
    /// It stands capitalized inside a sentence.
    private static let capital: UInt8 = 2
    /// The rules are sure of a name with it.
    private static let name: UInt8 = 4
    /// It follows a title or a given name that the rules know.
    private static let many: UInt8 = 8

    private var keys: [UInt64]
    private var values: [UInt8]
    private let mask: Int

    /// Reads the text.
    init(_ text: NameText, evidence: TaggerEvidence, runs: [Range<Int>]) {
        let count = runs.reduce(0) { $0 + $1.count }
        var size = 16
        while size < count * 2 { size *= 2 }
        mask = size - 1
        keys = [UInt64](repeating: 0, count: size)
        values = [UInt8](repeating: 0, count: size)
        for run in runs {
            for index in run {
                let token = text.tokens[index]
                let place = slot(of: token.hash)
                if keys[place] == token.hash { values[place] |= Self.many }
                keys[place] = token.hash
                if token.shape == .lower, token.script != .arabic { values[place] |= Self.small }
                if token.isCapital, !token.startsSentence { values[place] |= Self.capital }
                if evidence.rules[index] & 7 >= 5 { values[place] |= Self.name }
            }
        }
        for token in text.tokens where token.shape == .lower && token.script != .arabic {
            let place = slot(of: token.hash)
            if keys[place] == token.hash { values[place] |= Self.small }
        }
    }

    /// The bits of a word; 0 for one that is not tagged anywhere.
    mutating func bits(of token: NameToken) -> UInt64 {
        let place = slot(of: token.hash)
        return keys[place] == token.hash ? UInt64(values[place]) + 1 : 0
    }

    private func slot(of hash: UInt64) -> Int {
        var place = Int(truncatingIfNeeded: hash) & mask
        while keys[place] != 0, keys[place] != hash { place = (place + 1) & mask }
        return place
    }
}
