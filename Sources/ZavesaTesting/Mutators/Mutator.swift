// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Respells a text in one way that hides values from software and not from readers; deterministic for a generator.
package protocol Mutator: Sendable {
    /// The class of evasion, as in `docs/evasion.md`.
    var name: String { get }
    /// What the class does, in one line.
    var about: String { get }
    /// The share that must be recognised.
    var threshold: Double { get }
    /// The languages it applies to.
    var languages: [MarkedText.Language] { get }
    /// The text respelled; `nil` where the class has nothing to change in this value.
    func mutate(_ text: MarkedText, of kind: ValueKind, using generator: inout SplitMix64) -> MarkedText?
}

extension Mutator {
    package var languages: [MarkedText.Language] { MarkedText.Language.allCases }
}

/// What a mutator has to know of a value: of some, every character counts.
package enum ValueKind: Sendable {
    /// A number or another identifier.
    case identifier
    /// A password or key: separators and letters are a part of it.
    case secret
    /// An address, whose separators are its structure.
    case address
    /// A word.
    case word
}

/// Every class of evasion, in the order of the table.
package enum Mutators {
    package static let all: [any Mutator] = [
        InvisibleMutator(), BidiMutator(), WidthMutator(), DigitMutator(), HomoglyphMutator(), CombiningMutator(),
        RussianMutator(), ArabicMutator(), SeparatorMutator(), EncodingMutator(), NumberWordMutator(),
        SpelledAddressMutator(),
    ]
}

extension Array {
    /// One element at random; the array must not be empty.
    func pick(_ generator: inout SplitMix64) -> Element { self[Int.random(in: 0..<count, using: &generator)] }
}

extension SplitMix64 {
    /// `true` once in so many times.
    mutating func once(in count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }
}
