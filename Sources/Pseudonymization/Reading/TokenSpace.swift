// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A set of tokens, walked one canonical character (`TYPE_XXXXXXXXC`) at a time.
///
/// The reader asks it which spellings are alive, so that a stream holds back nothing that cannot become a token of
/// the set. Contract: the spellings of a set are prefix-free.
protocol TokenSpace {
    /// Where the walk stands: a set of spellings that begin with the characters seen.
    associatedtype Position

    /// Whether no token is in the set, so that reading can be left out.
    var isEmpty: Bool { get }
    /// Before the first character.
    var start: Position { get }
    /// The walk one character further; `nil` when no spelling continues so.
    func advance(_ position: Position, by character: UInt8) -> Position?
    /// Whether the characters seen are a whole token.
    func isComplete(_ position: Position) -> Bool
}
