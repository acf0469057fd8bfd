// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What the tagger knows of one word.
struct TaggerWord: Sendable {
    var hash: UInt64 = 0
    /// The first and last eight bytes of the word in lower case, the outermost byte highest and lowest.
    var prefix: UInt64 = 0
    var suffix: UInt64 = 0
    /// How the word is written and what stands before it.
    var form: UInt64 = 0
    var shape: UInt64 = 0
    var gap: UInt64 = 0
    /// What the lexicons say about it.
    var flags: UInt64 = 0
    /// What it says about its neighbors.
    var roles: UInt64 = 0
    /// How sure the rules are that it is in a name, and whether it begins one; 0 where they see none.
    var rule: UInt64 = 0
    /// What the text says about the same word elsewhere.
    var memory: UInt64 = 0
    /// The class of words that stand in the same surroundings, and how much the letters look like a name's.
    var cluster: UInt64 = 0
    var likeness: UInt64 = 0
}
